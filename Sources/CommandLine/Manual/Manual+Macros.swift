extension Command {
  /// `.Nm nlctl` and what follows it, as the synopsis has it.
  var synopsisMacros: String {
    var text = ".Nm nlctl\n.Cm \(path)\n"
    if let operand {
      let word = operand.placeholder + (operand.isRepeatable ? " ..." : "")
      text += operand.isRequired ? ".Ar \(word)\n" : ".Op Ar \(word)\n"
    }
    for row in requiredInputs { text += ".Cm \(row.name) Ar \(row.placeholder)\n" }
    if let further { text += ".Op Ar \(further) ...\n" }
    return text + ".Op Ar OPTION ...\n"
  }

  /// An item of the list of all commands.
  var listItem: String {
    var text = ".It Cm \(path)"
    if let operand {
      text += operand.isRequired ? " Ar \(operand.placeholder)" : " Op Ar \(operand.placeholder)"
    }
    for row in requiredInputs { text += " Cm \(row.name) Ar \(row.placeholder)" }
    text += "\n\(Manual.escaped(Manual.sentence(summary)))\n"
    if !aliases.isEmpty {
      text += "Also\n" + aliases.map { ".Cm \($0)" }.joined(separator: " ,\n") + " .\n"
    }
    if page != "nlctl" { text += "See\n.Xr \(page) 8 .\n" }
    return text
  }

  /// The lists of its own options and of its inputs.
  var lists: String {
    var text = ""
    if !options.isEmpty { text += Manual.list(options) }
    if isGet { text += Manual.list(selectors) }
    return text
  }
}

extension OptionRow {
  /// An item of a list of options.
  var listItem: String {
    var text = ".It " + (letter.map { "Fl \($0) , " } ?? "") + "Fl -\(name)"
    switch value {
    case .none: break
    case .color: text += " Ns Op = Ns Ar \(placeholder)"
    default: text += " Ar \(placeholder)"
    }
    text += "\n\(Manual.escaped(Manual.sentence(summary)))\n"
    if case .choice(let words) = value {
      text += "One of\n" + words.map { ".Cm \($0)" }.joined(separator: " ,\n") + " .\n"
    }
    if !detail.isEmpty { text += detail + "\n" }
    if !aliases.isEmpty {
      text += "Also\n" + aliases.map { ".Fl -\($0)" }.joined(separator: " ,\n") + " .\n"
    }
    return text
  }
}

extension Example {
  /// The purpose and the line below it.
  var macros: String {
    "\(Manual.escaped(purpose.prefix(1).uppercased() + purpose.dropFirst())):\n"
      + ".Bd -literal -offset indent\n\(Manual.escaped(line))\n.Ed\n"
  }
}
