import Formats

/// One sheet of an Excel workbook (ECMA-376, part 1, section 18), row after row.
///
/// Read with our own ZIP and XML readers: a converter would be a second program to keep, and would guess at headings.
final class WorkbookSheet {
    private let file: String
    private let reader: XMLReader
    private let shared: [String]
    private var line = 0

    init(_ input: InputFile, number: Int) throws {
        file = input.name
        var bytes: [UInt8] = []
        let chunks = try input.chunks()
        while let next = try chunks() {
            bytes += next
            guard bytes.count <= workbookBytesMax else {
                throw FormatError(
                    file: file, message: "the workbook has over \(workbookBytesMax) bytes; split it"
                )
            }
        }
        let archive = try ZipArchive(bytes, file: file)
        guard
            let sheet = try archive.entry("xl/worksheets/sheet\(number).xml", limit: sheetBytesMax)
        else {
            throw FormatError(
                file: file, message: "it is no Excel workbook, or has no sheet \(number)")
        }
        shared =
            try archive.entry("xl/sharedStrings.xml", limit: sheetBytesMax)
            .map { try WorkbookSheet.strings($0, input.name) } ?? []
        reader = try XMLReader(bytes: sheet, file: file)
    }

    /// The next row that has cells; columns without a cell are empty.
    func next() throws -> TableGrid.Row? {
        while let kind = try reader.advance() {
            guard case .start = kind, reader.isNamed("row") else { continue }
            line = reader.attribute("r").flatMap { Int($0) } ?? line + 1
            return TableGrid.Row(line: line, cells: try cells(inside: reader.depth))
        }
        return nil
    }

    private func cells(inside depth: Int) throws -> [String] {
        var cells: [String] = []
        while let kind = try reader.advance() {
            if case .end = kind, reader.depth <= depth { break }
            guard case .start = kind, reader.isNamed("c") else { continue }
            let place = try reader.attribute("r").map { try column($0) } ?? cells.count
            while cells.count < place { cells.append("") }
            let type = reader.attribute("t") ?? "n"
            cells.append(try text(inside: reader.depth, type))
        }
        return cells
    }

    private func text(inside depth: Int, _ type: String) throws -> String {
        var (text, isInside) = ("", false)
        while let kind = try reader.advance() {
            switch kind {
            case .start: isInside = reader.isNamed("v") || reader.isNamed("t")
            case .text where isInside: text += reader.value
            case .end:
                isInside = false
                if reader.depth <= depth { return try meaning(of: text, type) }
            default: break
            }
        }
        throw reader.error("the sheet ends inside a cell; send the file again")
    }

    private func meaning(of text: String, _ type: String) throws -> String {
        switch type {
        case "s":
            guard let number = Int(text), shared.indices.contains(number) else {
                throw reader.error(
                    "a cell names the text \(text), which the workbook does not have")
            }
            return shared[number]
        case "e": throw reader.error("a cell holds an error (\(text)); mend it in the workbook")
        default: return text
        }
    }

    /// `AB12` is the 28th column.
    private func column(_ reference: String) throws -> Int {
        var number = 0
        for byte in reference.utf8 where (65...90).contains(byte) {
            number = number * 26 + Int(byte - 64)
            guard number <= columnsMax else { throw reader.error("'\(reference)' is no cell") }
        }
        return max(number - 1, 0)
    }

    /// The texts that cells share; of rich text the words alone.
    private static func strings(_ bytes: [UInt8], _ file: String) throws -> [String] {
        let reader = try XMLReader(bytes: bytes, file: file)
        var (all, text, isInside): ([String], String, Bool) = ([], "", false)
        while let kind = try reader.advance() {
            switch kind {
            case .start:
                if reader.isNamed("si") { text = "" }
                isInside = reader.isNamed("t")
            case .text where isInside: text += reader.value
            case .end:
                isInside = false
                if reader.isNamed("si") { all.append(text) }
            default: break
            }
        }
        return all
    }
}

private let workbookBytesMax = 64 << 20
/// A sheet of a million cells has a third of it.
private let sheetBytesMax = 256 << 20
/// What Excel has.
private let columnsMax = 16_384
