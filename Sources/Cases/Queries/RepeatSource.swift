import Kernel
import Storage

extension CaseRepeat.Kind {
    /// The rows in which it stands, as a part of another query: the file, and by what equal ones are found.
    var source: SQL {
        switch self {
        case .number:
            """
            (SELECT kase, value_hash AS value FROM person_key
                WHERE kind = 'passport' AND ended_at IS NULL
             UNION ALL SELECT kase, value_hash FROM case_mark WHERE kind = 'number')
            """
        case .copy: "(SELECT kase, digest AS value FROM case_document)"
        case .address: "(SELECT kase, value_hash AS value FROM case_mark WHERE kind = 'address')"
        case .employer: "(SELECT kase, value_hash AS value FROM case_mark WHERE kind = 'employer')"
        }
    }

    /// Whether equal ones are found by a hash, and read by opening what is sealed beside it.
    var isSealed: Bool { self != .copy }

    /// As it stands in the table of what repeats: a digest, or a hash in hexadecimal digits.
    func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .bytes(let bytes): hex(bytes)
        default: ""
        }
    }

    /// The same as it is bound in a question.
    func bound(_ text: String) -> SQL {
        guard isSealed else { return "\(text)" }
        return "\(bytes(ofHexadecimal: text))"
    }

    /// What it says, opened from one of the files in which it stands; nil where nothing is sealed, or all of it ended.
    func shown(_ text: String, in files: [CaseID], _ db: Reader) throws -> String? {
        guard isSealed else { return nil }
        let hash = bytes(ofHexadecimal: text)
        let row = try db.first(
            """
            SELECT sealed, person, kase FROM person_key
            WHERE value_hash = \(hash) AND kase IN \(list: files) AND ended_at IS NULL
            UNION ALL SELECT sealed, NULL, kase FROM case_mark
            WHERE value_hash = \(hash) AND kase IN \(list: files) LIMIT 1
            """)
        guard let row else { return nil }
        let (sealed, person, kase): ([UInt8], PersonID?, CaseID) = (
            try row[0], try row[1], try row[2]
        )
        let plain =
            try person.map { try db.keys.open(sealed, use: "person-key", context: "person/\($0)") }
            ?? db.keys.open(sealed, use: "case-mark", context: Case.subject(kase))
        let shown = String(decoding: plain, as: UTF8.self)
        return self == .number ? DocumentNumber(shown)?.plain ?? shown : shown
    }
}

private func bytes(ofHexadecimal text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
        bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
    }
    return bytes
}
