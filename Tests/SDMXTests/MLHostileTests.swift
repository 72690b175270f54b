import Formats
import TestSupport
import Testing

@testable import SDMX

private let head = """
    <m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
    xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">
    <m:Header><m:ID>X</m:ID><m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></m:Header>
    <m:DataSet structureRef="S"><g:Series><g:SeriesKey><g:Value id="GEO" value="PT"/></g:SeriesKey>

    """
private let observation =
    "<g:Obs><g:ObsDimension value=\"2020\"/><g:ObsValue value=\"1\"/></g:Obs>\n"

/// What is said of a message that must be refused.
private func refusal(_ text: String, structure: DataStructure? = nil) -> String {
    do {
        var reader = try mlReader(Array(text.utf8), structure: structure)
        while try reader.next() != nil {}
        return "accepted"
    } catch { return "\(error)" }
}

@Suite struct MLHostileTests {
    @Test func `entities that multiply are refused before they do`() {
        var text = "<?xml version=\"1.0\"?>\n<!DOCTYPE m [<!ENTITY a \"ha\">\n"
        for level in 1..<10 {
            text +=
                "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">\n"
        }
        #expect(refusal(text + "]>\n" + head).contains("x.xml:2: a document type"))
        #expect(
            refusal("<!DOCTYPE m SYSTEM \"file:///etc/passwd\">" + head).contains("document type"))
        #expect(refusal(head + "&a;").contains("x.xml:4: Entity 'a' not defined"))
    }

    @Test func `depth and size are bounded`() {
        #expect(
            refusal(head + String(repeating: "<g:x>\n", count: 200)).contains(
                "nested deeper than 128"))
        let large =
            head + "<g:Obs><g:ObsDimension value=\"" + String(repeating: "x", count: 5 << 20)
        #expect(refusal(large).contains("a tag of over"))
        let text = head.replacing(
            "<m:ID>X", with: "<m:ID>" + String(repeating: "x", count: 2 << 20))
        #expect(refusal(text).contains("x.xml:2: a text of over"))
    }

    @Test func `a message that is cut off is told with its line`() {
        let whole =
            head + String(repeating: observation, count: 3)
            + "</g:Series></m:DataSet></m:GenericData>"
        #expect(refusal(whole) == "accepted")
        #expect(refusal(String(whole.prefix(head.count + 100))).contains("x.xml:5: "))
        #expect(refusal("").contains("the document is refused"))
    }

    @Test(arguments: [
        (
            "structureRef=\"S\"", "structureRef=\"T\"",
            "x.xml:3: structureRef: the header has no structure 'T'"
        ),
        (
            "structureRef=\"S\"", "structureRef=\"S\" action=\"Burn\"",
            "x.xml:3: action: 'Burn' is no action"
        ),
        ("id=\"GEO\"", "", "x.xml:3: Value: it has no id"),
        (" value=\"PT\"", "", "x.xml:3: Value: it has no value"),
        ("v2_1/message", "v2_1/other", "accepted"),
        (
            "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message", "urn:x",
            "x.xml:1: <GenericData> is no SDMX-ML"
        ),
        ("id=\"GEO\"", "id=\"AREA\"", "x.xml:3: AREA: the structure has no such dimension"),
    ])
    func `what is wrong is told with its line`(_ part: String, _ other: String, _ words: String) {
        let end = "</g:Series></m:DataSet></m:GenericData>"
        let text = (head + observation + end).replacing(part, with: other)
        let structure = other.contains("AREA") ? MLSpecimens.structure(["GEO"]) : nil
        #expect(
            refusal(text, structure: structure).contains(words),
            "\(refusal(text, structure: structure))")
    }

    @Test func `a later key with another dimension asks for the structure`() {
        let text =
            head
            + "</g:Series><g:Series><g:SeriesKey><g:Value id=\"SEX\" value=\"F\"/></g:SeriesKey>"
        #expect(refusal(text).contains("x.xml:4: SEX: the first key of the data set has no such"))
    }

    @Test func `a message of errors tells them and no data`() throws {
        let text = """
            <m:Error xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
            xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
            <m:ErrorMessage code="100"><c:Text xml:lang="en">No results found</c:Text></m:ErrorMessage>
            </m:Error>
            """
        var reader = try mlReader(Array(text.utf8))
        #expect(try reader.next() == nil)
        #expect(
            reader.footer == [
                FooterMessage(code: 100, severity: "Error", texts: [["en": "No results found"]])
            ])
    }

    /// An endless message, of which some is read: were it kept, this would not end.
    @Test func `a message without end is read in constant memory`() throws {
        var given = 0
        let piece = Array(String(repeating: observation, count: 500).utf8)
        let structure = MLSpecimens.structure(["GEO"])
        var reader = try SDMXMLReader(
            {
                given += 1
                return given == 1 ? Array(head.utf8) : piece
            }, file: "x.xml", structure: structure)
        var (observations, events) = (0, 0)
        var furthest = 0
        while observations < 200_000, let event = try reader.next() {
            events += 1
            if case .observation = event { observations += 1 }
            // What is read ahead is one piece, whatever was read before.
            furthest = max(furthest, given * 500 - observations)
        }
        #expect(observations == 200_000 && events == 200_002)
        #expect(furthest < 2_000)
    }

    @Test func `groups that wait for their dimensions are bounded`() {
        let group =
            "<g:Group type=\"G\"><g:GroupKey><g:Value id=\"GEO\" value=\"PT\"/></g:GroupKey>"
            + "<g:Attributes><g:Value id=\"T\" value=\"" + String(repeating: "x", count: 1 << 20)
            + "\"/></g:Attributes></g:Group>\n"
        let start = head.firstRange(of: "<g:Series>")?.lowerBound ?? head.endIndex
        let text = head[..<start] + String(repeating: group, count: 20)
        #expect(refusal(String(text)).contains("read it with its structure definition"))
    }
}
