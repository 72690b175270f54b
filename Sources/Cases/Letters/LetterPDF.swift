import Kernel
import Storage
import Synchronization

/// The PDF of a letter as it was printed first: whoever asks again and again costs no print.
enum LetterPDF {
    private static let sealUse = "letter-pdf"

    static func find(_ letter: LetterID, in db: Reader) throws -> [UInt8]? {
        let sealed: [UInt8]? = try db.value(
            "SELECT pdf FROM letter_pdf WHERE letter = \(letter)")
        return try sealed.map { try db.keys.open($0, use: sealUse, context: letter.description) }
    }

    /// The first one stays.
    static func keep(_ bytes: [UInt8], of letter: LetterID, in db: Writer) throws {
        let sealed = try db.keys.seal(bytes, use: sealUse, context: letter.description)
        try db.run(
            """
            INSERT INTO letter_pdf (letter, pdf) VALUES (\(letter), \(sealed))
            ON CONFLICT (letter) DO NOTHING
            """)
    }
}

/// Two prints at once for each account: the house has two lanes, and one person's letters do not hold up all others.
final class PrintGate: Sendable {
    private let running = Mutex<[AccountID: Int]>([:])

    func enter(_ account: AccountID) throws {
        let isFree = running.withLock { running -> Bool in
            guard running[account, default: 0] < atOnceMax else { return false }
            running[account, default: 0] += 1
            return true
        }
        if !isFree {
            throw Refused(
                .unavailable, "Two letters are being printed for you. Try again in a minute.")
        }
    }

    func leave(_ account: AccountID) {
        running.withLock { running in
            let left = running[account, default: 1] - 1
            running[account] = left > 0 ? left : nil
        }
    }
}

private let atOnceMax = 2
