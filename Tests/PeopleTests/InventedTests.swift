import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Invented accounts, whose password stands on a page, and the accounts of real people.
struct InventedTests {
    @Test(arguments: Engine.underTest)
    func `behind a proxy an invented account opens nothing once a real one is there`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.people.loadDemo { _ in nil }
        #expect(try await !house.people.hasRealAccounts())
        #expect(try await house.settle("jorge", isOpenToAll: true) != .refused)
        _ = try await house.add("zita")
        #expect(try await house.people.hasRealAccounts())
        #expect(try await house.settle("jorge", isOpenToAll: true) == .refused)
        #expect(try await house.settle("zita", isOpenToAll: true) != .refused)
        // Tried out on one's own machine, both are there.
        #expect(try await house.settle("jorge", isOpenToAll: false) != .refused)
    }
}

extension House {
    /// What a right password leads to.
    fileprivate func settle(_ name: String, isOpenToAll: Bool) async throws -> SignInOutcome {
        let login = try #require(Login(name))
        let now = clock.now
        let action = SettlePassword(
            login: login, passed: true, token: randomToken(), former: nil, device: "", known: nil,
            isOpenToAll: isOpenToAll)
        return try await database.write { db in try action.perform(at: now, in: db) }
    }
}
