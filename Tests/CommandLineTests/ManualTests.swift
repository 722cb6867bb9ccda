import CommandLine
import Foundation
import LiveKernel
import Testing

@Suite struct ManualTests {
  static let pages: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(Golden.root)/man/templates")) ?? [])
    .filter { $0.hasSuffix(".in") }.map { String($0.dropLast(3)) }.sorted()

  @Test func everyPageThatHelpNamesExists() {
    for command in CommandTable.commands { #expect(ManualTests.pages.contains("\(command.page).8")) }
    #expect(ManualTests.pages.contains("nlctl-json.5"))
  }

  /// The page of JSON has keys of the tables, which these tests do not know.
  @Test(arguments: pages.filter { $0 != "nlctl-json.5" }) func thePageCheckedInIsTheGenerated(_ page: String)
    throws
  {
    let template = try #require(Golden.text("man/templates/\(page).in"))
    #expect(Golden.text("man/\(page)") == (try Manual.page(template)), "run make generate")
  }

  /// References to our own pages are looked up here; those to other packages' pages depend on
  /// what is installed.
  @Test(arguments: pages) func mandocHasNothingToSay(_ page: String) throws {
    let child = try #require(Child.start(["mandoc", "-Tlint", "\(Golden.root)/man/\(page)"]))
    let result = child.finish()
    #expect(result.status < 5, "mandoc could not be run")
    for line in result.output.split(separator: "\n") {
      if line.contains("referenced manual not found"), let name = line.split(separator: "Xr ").last {
        let words = name.split(separator: " ")
        if !words[0].hasPrefix("nlctl") || ManualTests.pages.contains("\(words[0]).\(words[1])") { continue }
      }
      Issue.record("\(line)")
    }
  }

  @Test("troff breaks the lines of every page at 80 columns", arguments: pages)
  func troffHasNothingToSay(_ page: String) throws {
    let words = ["groff", "-ww", "-mandoc", "-Tutf8", "-rLL=78n", "\(Golden.root)/man/\(page)"]
    let result = try #require(Child.start(words)).finish()
    #expect(result.status == 0 && result.output.utf8.count > 1000)
    #expect(result.errors.isEmpty, "\(result.errors.prefix(300))")
  }

  @Test("apropos finds every page by the word netlink", arguments: pages)
  func theNameLineSaysNetlink(_ page: String) throws {
    let text = try #require(Golden.text("man/\(page)"))
    let name = text.split(separator: "\n").first { $0.hasPrefix(".Nd ") } ?? ""
    #expect(name.split(separator: " ").contains("netlink"), "\(name)")
  }

  @Test func everyShownOptionIsInAPage() {
    let text = ManualTests.pages.compactMap { Golden.text("man/\($0)") }.joined()
    let rows = CommandTable.globals + CommandTable.commands.flatMap { $0.options + $0.selectors }
    for row in rows where !row.isHidden { #expect(text.contains("Fl -\(row.name)"), "\(row.name)") }
    #expect(!text.contains("-fault"))
  }

  @Test func keysBecomeAList() throws {
    let row = ManualKey(key: "a.mtu", type: "integer", kernelName: "IFLA_MTU", sentence: "Its MTU.")
    let page = try Manual.page(".Sh LINKS\n@keys link\n") { $0 == "link" ? [row] : [] }
    #expect(
      page
        == ".Sh LINKS\n.ad l\n.Bl -tag -width Ds\n.It Cm a.\\:mtu Pq integer\nIts MTU.\n.Pq Dv IFLA_MTU\n.El\n"
    )
  }

  @Test func anUnknownDirectiveIsAnError() {
    #expect(throws: ManualError.self) { try Manual.page("@nonsense\n") }
    #expect(throws: ManualError.self) { try Manual.page("@examples nonsense") }
  }
}
