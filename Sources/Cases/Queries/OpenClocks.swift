import Kernel
import LegalTime
import Storage

extension OpenClock {
    /// The stored rows of one case, by name.
    static func all(of id: CaseID, in db: Reader) throws -> [OpenClock] {
        try db.all(
            """
            SELECT clock, whose, effect, began, ends, avertable, verified FROM case_clock
            WHERE kase = \(id)
            """
        ).map(OpenClock.init).sorted { $0.clock < $1.clock }
    }

    private init(row: Row) throws {
        clock = try row[0]
        whose = try row.word(1)
        effect = try row.word(2)
        began = try row[3]
        ends = try row[4]
        avertable = try row[5]
        isVerified = try row[6]
    }
}

extension Row {
    /// A word of a list that belongs to a room below the store.
    func word<Word: RawRepresentable>(_ index: Int) throws -> Word where Word.RawValue == String {
        let text: String = try self[index]
        guard let word = Word(rawValue: text) else {
            throw StorageError.wrongType(column: columns.names[index], wanted: "\(Word.self)")
        }
        return word
    }
}
