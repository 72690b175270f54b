import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Nothing of an erased file is left where it was, and no table is forgotten.
@Suite struct ErasedBytesTests {
    @Test func `the bytes of the store have neither name nor number, nor has the folder its paper`()
        async throws
    {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.over()
        _ = try await fixture.granted(at: after(5))
        let words = ["Zulmira", "quintanova"]
        try await fixture.database.emptyLog()
        for word in words { #expect(try fixture.stands(word), "\(word)") }
        #expect(fixture.cases.documents.all().count == 1)
        try await fixture.propose(toErase: kase, at: after(6))
        let papers = try await fixture.erase(kase, at: after(7))
        try await fixture.cases.removeErased(papers, untouchedSince: realNow())
        // The number and the paper were sealed before, and are not found after either.
        for word in words + ["QX998877", "A carta da"] {
            #expect(try !fixture.stands(word), "\(word)")
        }
        #expect(fixture.cases.documents.all().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `every table that points to a file or to one of its people has its fate`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let parents: Set = ["kase", "case_member", "letter", "person_merge"]
        let pointing = try await fixture.database.read { db -> Set<String> in
            let rows =
                switch engine {
                case .sqlite:
                    try db.all(
                        """
                        SELECT m.name, f."table" FROM sqlite_master m
                            JOIN pragma_foreign_key_list(m.name) f ON m.type = 'table'
                        """)
                case .postgres:
                    try db.all(
                        """
                        SELECT CAST(c.relname AS TEXT), CAST(p.relname AS TEXT) FROM pg_constraint k
                            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
                        WHERE k.contype = 'f'
                        """)
                }
            return Set(
                try rows.filter { parents.contains(try $0[1]) }.map { try $0[0] as String })
        }
        #expect(pointing.count > 20)
        let named = Set(tablesOfFiles.map(\.name))
        #expect(pointing.subtracting(named) == [])
    }
}

extension Fixture {
    /// Whether a word stands in the file of the store, or in the log beside it.
    fileprivate func stands(_ word: String) throws -> Bool {
        guard case .sqlite(let path) = database.location else { return false }
        return ["", "-wal"].contains { end in
            let bytes = FileManager.default.contents(atPath: path + end) ?? Data()
            return bytes.range(of: Data(word.utf8)) != nil
        }
    }
}
