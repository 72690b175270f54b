import Testing

@testable import Formats

@Test func `elements attributes namespaces and lines are read`() throws {
    let text =
        "<?xml version=\"1.0\"?>\n<a xmlns=\"urn:x\" id=\"1\">\n <b q=\"&lt;é\"/>t<![CDATA[<u>]]>\n</a>"
    let root = try XMLElement.parse(text, file: "x.xml")
    #expect(
        root.name == "a" && root.namespace == "urn:x" && root.attribute("id") == "1"
            && root.line == 2)
    let child = try root.required(child: "b")
    #expect(child.attribute("q") == "<é" && child.line == 3)
    #expect(root.text.contains("t<u>"))
    #expect(
        problem { _ = try root.required(attribute: "no") }
            == "x.xml:2: <a>: the attribute no is missing; add it")
}

@Test func `the pull reader gives starts texts and ends in pieces of any size`() throws {
    let bytes = Array("<a><b x='1'/>hi<c></c></a>".utf8)
    for size in 1...7 {
        let reader = try XMLReader(pieces(bytes, of: size), file: "x.xml")
        var seen = ""
        while let kind = try reader.advance() {
            switch kind {
            case .start: seen += "<" + reader.name + (reader.attribute("x") ?? "")
            case .end: seen += ">"
            case .text: seen += reader.value
            }
        }
        #expect(seen == "<a<b1>hi<c>>")
    }
}

@Test(arguments: [
    "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
    "<a>&unknown;</a>", "<a>", "<a></b>", "<a/><b/>", "", "text", "<a b='1' b='2'/>",
    "<a>\u{01}</a>",
])
func `hostile or broken XML is refused`(_ text: String) {
    #expect(throws: FormatError.self) { try XMLElement.parse(text, file: "x.xml") }
}

@Test func `deep XML and large XML are refused`() {
    let deep = String(repeating: "<a>", count: 10_000)
    #expect(throws: FormatError.self) { try XMLElement.parse(deep, file: "x.xml") }
    var limits = XMLLimits()
    limits.bytes = 100
    let large = "<a>" + String(repeating: "x", count: 200) + "</a>"
    #expect(
        problem { _ = try XMLElement.parse(large, file: "x.xml", limits: limits) }.contains(
            "over 100 bytes"))
    limits.bytes = 10_000
    limits.depth = 3
    #expect(
        problem {
            _ = try XMLElement.parse("<a><a><a><a/></a></a></a>", file: "x.xml", limits: limits)
        }
        .contains("nested deeper than 3"))
}

@Test func `escaped text is read back as it was`() throws {
    let text = "a<b>&\"'\n\té"
    let root = try XMLElement.parse(
        "<a q=\"\(xmlEscaped(text))\">\(xmlEscaped(text))</a>", file: "x.xml")
    #expect(root.text == text && root.attribute("q") == text)
}

@Test func `a text of space alone is told only where that is asked for`() throws {
    let text = "<a> <b> </b>x</a>"
    let plain = try XMLElement.parse(text, file: "x.xml")
    #expect(plain.child("b")?.text == "" && plain.text == "x")
    var limits = XMLLimits.small
    limits.keepsSpace = true
    let kept = try XMLElement.parse(text, file: "x.xml", limits: limits)
    #expect(kept.child("b")?.text == " " && kept.text == " x")
}
