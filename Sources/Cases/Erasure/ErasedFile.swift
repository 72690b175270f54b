import Kernel
import Storage

/// What anybody with a code or a reference of an erased file may learn: when it was erased.
enum ErasedFile {
    static func moment(of code: VerifyCode, in db: Reader) throws -> Moment? {
        try db.value(
            """
            SELECT f.at FROM erased_code c JOIN erased_file f ON f.kase = c.kase
            WHERE c.code = \(code.text)
            """)
    }

    static func moment(of reference: Reference, in db: Reader) throws -> Moment? {
        try db.value(
            """
            SELECT f.at FROM kase JOIN erased_file f ON f.kase = kase.id
            WHERE kase.reference = \(reference)
            """)
    }
}

extension Cases {
    /// Takes papers away that no row names any more, and the pages on which an engine still has what was erased. What a
    /// crash leaves of it the night takes.
    func removeErased(_ digests: [String], untouchedSince moment: Moment) async throws {
        let named = try await database.read { db in
            Set(
                try db.all(
                    """
                    SELECT digest FROM case_document WHERE digest IN \(list: digests)
                    UNION SELECT digest FROM waiting_document WHERE digest IN \(list: digests)
                    """
                ).map { try $0[0] as String })
        }
        for digest in digests where !named.contains(digest) {
            try documents.remove(digest, untouchedSince: moment)
        }
        try await database.emptyLog()
    }
}

extension ForeignCase.Key {
    /// What stands in the number's place once the file is erased: the same row is known by it and nobody else is.
    func hidden(_ keys: Keys) -> String {
        let hash = keys.lookup("\(source)\u{1F}\(number)", use: "erased-number")
        return "erased/" + hash.map { String($0, radix: 36) }.joined(separator: "-")
    }
}
