/// Writes one sheet of texts as an Excel workbook; the same rows give the same bytes.
public enum WorkbookWriter {
    public static func bytes(sheet name: String, rows: [[String]]) throws -> [UInt8] {
        var zip = ZipWriter(year: 1980, month: 1, day: 1)
        var bytes: [UInt8] = []
        for (path, text) in parts(name) + [("xl/worksheets/sheet1.xml", sheet(rows))] {
            bytes += try zip.file(path, Array((xmlHead + text).utf8))
        }
        return bytes + (try zip.finish())
    }

    private static func parts(_ name: String) -> [(String, String)] {
        [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"\(package)content-types\"><Default Extension=\"rels\" ContentType=\"\(relations)\"/>"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>"
                    + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(kind).worksheet+xml\"/></Types>"
            ),
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"\(xmlEscaped(name))\" "
                    + "sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        ]
    }

    private static func relation(_ type: String, _ target: String) -> String {
        "<Relationships xmlns=\"\(package)relationships\"><Relationship Id=\"r1\" "
            + "Type=\"\(office)/\(type)\" Target=\"\(target)\"/></Relationships>"
    }

    private static func sheet(_ rows: [[String]]) -> String {
        let lines = rows.enumerated().map { number, cells in
            let filled = cells.enumerated().filter { !$0.element.isEmpty }.map { place, text in
                "<c r=\"\(letters(place))\(number + 1)\" t=\"inlineStr\"><is>"
                    + "<t xml:space=\"preserve\">\(xmlEscaped(text))</t></is></c>"
            }
            return "<row r=\"\(number + 1)\">\(filled.joined())</row>"
        }
        return
            "<worksheet xmlns=\"\(main)\"><sheetData>\(lines.joined())</sheetData></worksheet>"
    }

    /// The 28th column is `AB`.
    private static func letters(_ place: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + place % 26)))
        return place < 26 ? last : letters(place / 26 - 1) + last
    }
}

private let xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
private let package = "http://schemas.openxmlformats.org/package/2006/"
private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let relations = "application/vnd.openxmlformats-package.relationships+xml"
private let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
