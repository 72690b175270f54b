import Foundation
import Languages
import Testing

@testable import Web

@Test func `no piece carries style or script of its own`() throws {
    let english = Gallery(t: try translator("en"))
    for page in english.pages {
        let text = english.document(page.title, page.width, page.main).text
        #expect(!text.contains(" style="), "\(page.name)")
        #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(page.name)")
        #expect(text.firstMatch(of: /<script(?! src=)/) == nil, "\(page.name)")
    }
}

@Test func `every element that a page opens it closes, and no id stands twice`() throws {
    let english = Gallery(t: try translator("en"))
    for page in english.pages {
        let text = english.document(page.title, page.width, page.main).text
        #expect(unclosed(text) == [], "\(page.name)")
        let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "\(page.name)")
    }
}

@Test func `a door may have a second way in, and others have none`() {
    let doors = fourDoors([
        Door(
            .clock, "A rule", path: "/rules", words: "Days.", more: NavItem("Check", path: "/check")
        ),
        Door(.help, "Help", path: "/help", words: "Places."),
    ]).text
    #expect(doors.contains("<p>Days.</p><p><a href=\"/check\">Check</a></p>"))
    #expect(doors.contains("<p>Places.</p></div>"))
}

@Test func `what a person typed is escaped in every field`() throws {
    let t = try translator("en")
    let field = textField(t, name: "x", label: "X", value: "\"><b>")
    #expect(field.text.contains("value=\"&quot;&gt;&lt;b&gt;\""))
    #expect(
        !textArea(t, name: "x", label: "X", value: "</textarea>").text.contains(
            "></textarea></textarea>"))
}

@Test func `an error is tied to its field and the summary leads there`() throws {
    let t = try translator("en")
    let errors = [FieldError(field: "family", message: "Write it.")]
    let field = textField(
        t, name: "family", label: "Family", hint: "As printed.", error: "Write it."
    ).text
    #expect(field.contains("aria-describedby=\"field-family-hint field-family-error\""))
    #expect(field.contains("id=\"field-family-error\"") && field.contains("aria-invalid=\"true\""))
    #expect(withErrors(t, errors, "<p>").text.contains("href=\"#field-family\""))
    #expect(withErrors(t, [], "<p>") == "<p>")
}

@Test func `a summary names each field by its label, and whose it is; the field stays short`()
    throws
{
    let errors = [
        FieldError(field: "free", message: "No time is free."),
        FieldError(field: "paper", message: "PDF only, please."),
        FieldError(field: "birth", message: "Fill in this field.", group: "Child <1>"),
        FieldError(field: "who", message: "Choose one of the options."),
    ]
    let t = try translator("en")
    let page: HTML = """
        \(dateField(t, name: "birth", label: "Born & \"named\"", error: message(for: "birth", in: errors),
            required: false))
        \(radioFields(t, name: "who", legend: "Who comes?", options: [Choice("a", "A")]))
        \(fileField(t, name: "paper", label: "Paper"))
        """
    let text = withErrors(t, errors, page).text
    for (field, words) in [
        ("birth", "Child &lt;1&gt; – Born &amp; &quot;named&quot;: fill in this field."),
        ("who", "Who comes? Choose one of the options."), ("paper", "Paper: PDF only, please."),
        ("free", "No time is free."),
    ] {
        #expect(text.contains("<a href=\"#field-\(field)\">\(words)</a>"), "\(words)")
    }
    #expect(text.contains("</span> Fill in this field.</p>"))
    let order = ["birth", "who", "paper", "free"].map {
        text.firstRange(of: "href=\"#field-\($0)\"")?.lowerBound
    }
    #expect(order.compactMap(\.self).sorted() == order.compactMap(\.self), "as on the page")
}

@Test func `the names of fields stand before the complaint in Portuguese too`() throws {
    let t = try translator("pt")
    let errors = [FieldError(field: "birth", message: t("Fill in this field."), group: nil)]
    let text = withErrors(t, errors, dateField(t, name: "birth", label: "Data de nascimento")).text
    #expect(text.contains(">Data de nascimento: preencha este campo.</a>"))
}

@Test func `the address keeps its state and sets one value at a time`() {
    let address = Address("/desk?office=lisboa&page=3&sort=date")
    #expect(
        address.setting("sort", to: "-date").setting("page", to: nil).text
            == "/desk?office=lisboa&sort=-date")
    #expect(address.setting("q", to: "são & joão").text.hasSuffix("&q=s%C3%A3o%20%26%20jo%C3%A3o"))
    #expect(Address("/").setting("lang", to: "pt").text == "/?lang=pt")
}

@Test func `sorting knows only the columns there are`() {
    let columns = [Column("Date", key: "date"), Column("Name")]
    #expect(Sorting("-date", in: columns) == Sorting(key: "date", descending: true))
    #expect(Sorting("name; drop", in: columns) == nil)
}

@Test func `ticks are round and reach over every value`() {
    #expect(
        niceTicks(over: [0, 1_044_606]) == [
            0, 200_000, 400_000, 600_000, 800_000, 1_000_000, 1_200_000,
        ])
    #expect(niceTicks(over: []) == [0, 1])
    for values in [[3.0, 3.0], [-5, 12], [0.2, 0.31], [98_000, 101_000], [0, 0]] {
        let ticks = niceTicks(over: values)
        #expect(ticks.count >= 2 && ticks.count <= 9, "\(values)")
        #expect(
            ticks[0] <= values.min() ?? 0 && ticks[ticks.count - 1] >= values.max() ?? 0,
            "\(values)")
    }
}

@Test func `the axis shows round years and the last one`() {
    let years = (1980...2023).map { ChartPoint("\($0)", 1) }
    #expect(
        ChartPlane([ChartSeries("A", years)]).axisLabels == [
            "1980", "1990", "2000", "2010", "2023",
        ])
    let quarters = ["2024 Q1", "2024 Q2", "2024 Q3"].map { ChartPoint($0, 1) }
    #expect(
        ChartPlane([ChartSeries("A", quarters)]).axisLabels == ["2024 Q1", "2024 Q2", "2024 Q3"])
    #expect(ChartPlane([]).axisLabels == [])
}

@Test func `a gap in a series is a gap in its line`() throws {
    let t = try translator("en")
    let line = ChartSeries(
        "A", [ChartPoint("2001", 1), ChartPoint("2002", nil), ChartPoint("2003", 2)])
    let chart = lineChart(t, series: [line], title: "T", unit: "", desc: "D").text
    #expect(chart.matches(of: /class="c1" d="M[^M"]*M[^M"]*"/).count == 1)
}

@Test func `an address in the words of a source is a link, and nothing else is`() {
    let words = linkedText("Table 1 (https://a.pt/b?c=1&d=<2>); javascript:x, <b>").text
    #expect(
        words.contains("(<a href=\"https://a.pt/b?c=1&amp;d=&lt;2&gt;\" rel=\"noreferrer\">a.pt/b"))
    #expect(words.hasPrefix("Table 1 (") && words.contains("</a>); javascript:x, &lt;b&gt;"))
    #expect(words.ranges(of: "<a ").count == 1)
}

@Test func `a wide table of words is marked to stack on a phone, a table of numbers is not`() throws
{
    let t = try translator("en")
    let words = ["Case", "Who", "State"].map { Column($0) }
    let row: [[HTML]] = [["A", "B", "C"]]
    let stacked = sortableTable(t, caption: "T", columns: words, rows: row).text
    #expect(stacked.contains("class=\"table stack\"") && stacked.contains("data-label=\"Who\""))
    let numbers = [Column("Year"), Column("A", numeric: true), Column("B", numeric: true)]
    #expect(!sortableTable(t, caption: "T", columns: numbers, rows: row).text.contains("stack"))
}

@Test func `the lines of a chart begin beside the words of its ticks`() {
    let plane = ChartPlane([ChartSeries("A", [ChartPoint("2001", 0), ChartPoint("2002", 900_000)])])
    #expect((plane.x("2001") ?? 0) >= 9 * ChartPlane.unitsPerDigit - 20)
    #expect(plane.x("2002") == plane.end)
}

@Test func `a code of squares starts with its finder pattern`() throws {
    let code = try #require(qrCode("https://cais.example/verify/ABC", label: "QR")).text
    #expect(code.contains("d=\"M0 0h7v1h-7z"))
    #expect(qrCode(String(repeating: "x", count: 5_000), label: "QR") == nil)
}

@Test func `the look weighs less than nine kilobytes on the wire`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "web")
    let sheets = try ["css/tokens.css", "css/cais.css"].map {
        [UInt8](try Data(contentsOf: folder.appending(path: $0)))
    }
    #expect(sheets.compactMap { gzipped($0)?.count }.reduce(0, +) < 9_000)
    // A kilobyte and a half on the wire: what leaves no trace in the history, where a device is, what is not kept twice.
    #expect(
        gzipped([UInt8](try Data(contentsOf: folder.appending(path: "js/cais.js"))))?.count ?? .max
            < 1_536)
}

/// Writes the gallery for a person to look at: CAIS_GALLERY=/some/folder.
@Test(.enabled(if: ProcessInfo.processInfo.environment["CAIS_GALLERY"] != nil))
func `the gallery can be looked at`() throws {
    let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["CAIS_GALLERY"]))
    for code in ["pt", "en", "ar"] {
        let gallery = Gallery(t: try translator(code))
        for page in gallery.pages {
            let text = gallery.document(page.title, page.width, page.main).text
            try text.write(
                to: folder.appending(path: "\(page.name)-\(code).html"), atomically: true,
                encoding: .utf8)
        }
    }
}

/// The house's own languages, and one that reads from right to left.
private func translator(_ code: String) throws -> Translator {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "languages")
    let paths = [
        "en/locale.json", "en/Languages.po", "pt/locale.json", "pt/Languages.po", "pt/Web.po",
    ]
    var files = try paths.map { path in
        (
            path: "languages/" + path,
            text: try String(contentsOf: root.appending(path: path), encoding: .utf8)
        )
    }
    for (path, text) in files where path.hasPrefix("languages/pt/") {
        files.append((path: path.replacing("/pt/", with: "/ar/"), text: text))
    }
    return try LanguageSet.load(files: files).translator(code)
}

/// Elements left open, or closed without having been opened.
private func unclosed(_ text: String) -> [String] {
    let alone: Set = ["meta", "link", "input", "br", "hr", "path", "circle", "rect", "use", "img"]
    var open: [String] = []
    for match in text.matches(of: /<(\/?)([a-z][a-z0-9]*)\b[^>]*>/) {
        let name = String(match.2)
        if alone.contains(name) { continue }
        if match.1.isEmpty {
            open.append(name)
        } else if open.popLast() != name {
            return open + ["/" + name]
        }
    }
    return open
}
