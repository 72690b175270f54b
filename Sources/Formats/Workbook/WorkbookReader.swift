/// The first sheet of an Excel workbook (ECMA-376, part 1, section 18), row after row, each cell as text.
public final class WorkbookReader {
    public let file: String
    private let reader: XMLReader
    private let shared: [String]
    private var line = 0

    public init(_ bytes: [UInt8], file: String) throws {
        self.file = file
        let archive = try ZipArchive(bytes, file: file)
        guard let sheet = try archive.entry("xl/worksheets/sheet1.xml", limit: sheetBytesMax)
        else {
            throw FormatError(file: file, message: "it is no Excel workbook; save it as .xlsx")
        }
        shared =
            try archive.entry("xl/sharedStrings.xml", limit: sheetBytesMax)
            .map { try WorkbookReader.strings($0, file) } ?? []
        reader = try XMLReader(bytes: sheet, file: file, limits: spaced)
    }

    /// The next row that has cells, with its number; columns without a cell are empty.
    public func next() throws -> (line: Int, cells: [String])? {
        while let kind = try reader.advance() {
            guard case .start = kind, reader.isNamed("row") else { continue }
            line = reader.attribute("r").flatMap { Int($0) } ?? line + 1
            return (line, try cells(inside: reader.depth))
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
        if type == "e" { throw reader.error("a cell holds an error (\(text)); mend it there") }
        guard type == "s" else { return text }
        guard let number = Int(text), shared.indices.contains(number) else {
            throw reader.error("a cell names the text \(text), which the workbook does not have")
        }
        return shared[number]
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
        let reader = try XMLReader(bytes: bytes, file: file, limits: spaced)
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

private let spaced: XMLLimits = {
    var limits = XMLLimits()
    limits.keepsSpace = true
    return limits
}()

/// Sheets for people are small; one of a million cells has a third of it.
private let sheetBytesMax = 256 << 20
/// What Excel has.
private let columnsMax = 16_384
