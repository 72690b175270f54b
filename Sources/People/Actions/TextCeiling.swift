import Kernel
import Storage

/// How many text messages go to numbers that nobody checked: whoever owns a block of numbers, or is paid by it, must not
/// make the house call it. The limits are choices of this installation.
enum TextCeiling {
    /// Codes by text for one account in a day, and numbers that a person adds.
    static let perDayMax = 5
    /// Codes to one block of ten thousand numbers or more in a day.
    static let perBlockMax = 50

    /// Refuses one more number of a person.
    static func refuseNumber(of person: PersonID, at now: Moment, in db: Reader) throws {
        let since = ID<Channel>(at: now.adding(seconds: -86_400), random: 0)
        let added = try db.count(
            """
            SELECT COUNT(*) FROM contact_channel
            WHERE person = \(person) AND kind = 'phone' AND id > \(since)
            """)
        if added >= perDayMax {
            throw Refused(.tooMany, "You added several numbers today. Add the next one tomorrow.")
        }
    }

    /// Counts one code by text, or refuses it.
    static func count(
        _ number: String, for account: AccountID, at now: Moment, in db: Writer
    ) throws {
        let since = now.adding(seconds: -86_400)
        let sent = try db.count(
            """
            SELECT COUNT(*) FROM access_code JOIN contact_channel ON contact_channel.id = channel
            WHERE account = \(account) AND way = 'check' AND kind = 'phone' AND created > \(since)
            """)
        let day = now.secondsSince1970 / 86_400
        try db.run("DELETE FROM text_block WHERE day < \(day)")
        let counted =
            try sent < perDayMax
            ? db.run(
                """
                INSERT INTO text_block (block_hash, day, texts)
                VALUES (\(block(of: number, db.keys)), \(day), 1)
                ON CONFLICT (block_hash, day) DO UPDATE SET texts = text_block.texts + 1
                    WHERE text_block.texts < \(perBlockMax)
                """) : 0
        if counted == 0 {
            throw Refused(
                .tooMany,
                "No more codes go to this number by text today. Try tomorrow, or check a mail address."
            )
        }
    }

    /// The number without its last four digits.
    private static func block(of number: String, _ keys: Keys) -> [UInt8] {
        let digits = number.filter { $0.isASCII && $0.isNumber }
        return keys.lookup(String(digits.dropLast(4)), use: "text-block")
    }
}
