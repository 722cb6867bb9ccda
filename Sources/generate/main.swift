import CommandLine

// Prints what is generated from the command table; `make generate` puts it where it belongs.
// A template comes on stdin, so nothing here opens a file.

func template() -> String {
  var text = ""
  while let line = readLine(strippingNewline: false) { text += line }
  return text
}

let words = Array(Swift.CommandLine.arguments.dropFirst())
switch (words.first, words.count > 1 ? Shell(rawValue: words[1]) : nil) {
case ("man", _): print(try Manual.page(template()), terminator: "")
case ("completions", let shell?): print(shell.completions, terminator: "")
default: print("usage: generate man <TEMPLATE | generate completions SHELL")
}
