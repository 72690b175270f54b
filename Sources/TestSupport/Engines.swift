import Foundation
public import Storage
import Synchronization

extension Engine {
    /// The engines a contract is tested on: SQLite, and PostgreSQL where `CAIS_TEST_POSTGRES` names a server; that
    /// one alone where `CAIS_TEST_ENGINES` is `postgres`, because a run on SQLite goes before.
    ///
    ///     @Test(arguments: Engine.underTest) func `a line is found again`(engine: Engine) async throws {
    public static var underTest: [Engine] {
        if testServer != nil {
            let chosen = ProcessInfo.processInfo.environment["CAIS_TEST_ENGINES"]
            return chosen == "postgres" ? [.postgres] : [.sqlite, .postgres]
        }
        skipped.note()
        return [.sqlite]
    }
}

/// The PostgreSQL server on which tests may create databases.
var testServer: String? {
    ProcessInfo.processInfo.environment["CAIS_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
}

/// Counts what was not tried on PostgreSQL and says so once, at the end.
private let skipped = SkippedTests()

private final class SkippedTests: Sendable {
    private let count = Mutex(0)

    func note() {
        let isFirst = count.withLock { count in
            count += 1
            return count == 1
        }
        if isFirst { atexit { skipped.report() } }
    }

    func report() {
        let number = count.withLock { $0 }
        let line =
            "warning: \(number) tests ran on SQLite only: CAIS_TEST_POSTGRES names no server\n"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
