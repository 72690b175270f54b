import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// How much the store is asked for the pages that an office opens all day.
struct PageStatementTests {
    private func asked(
        _ path: String, _ browser: Browser, _ house: House
    ) async throws -> (text: String, statements: Int) {
        let before = house.database.statements.value
        let answer = try await browser.get(path)
        let statements = house.database.statements.value - before
        #expect(answer.status == 200, "\(path)")
        return (answer.text, statements)
    }

    @Test(arguments: Engine.underTest)
    func `the page of a file asks nineteen statements at most, whatever stands in it`(
        engine: Engine
    ) async throws {
        let installed = try await DemoStore.on(engine).copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let bruno = Browser(try await house.site())
        try await bruno.signIn("bruno")
        let queue = try await asked("/desk?closed=1", bruno, house)
        let files = Set(queue.text.matches(of: /\/desk\/cases\/([A-Z0-9-]+)"/).map { $0.output.1 })
        #expect(files.count > 3)
        for file in files.sorted() {
            let page = try await asked("/desk/cases/\(file)", bruno, house)
            #expect((12...casePageMax).contains(page.statements), "\(file): \(page.statements)")
        }
    }

    /// The demonstration's office has less than a page: all classes are asked.
    @Test(arguments: Engine.underTest)
    func `the queue asks four statements, and one for each class until its page is full`(
        engine: Engine
    ) async throws {
        let installed = try await DemoStore.on(engine).copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let bruno = Browser(try await house.site())
        try await bruno.signIn("bruno")
        let queue = try await asked("/desk", bruno, house)
        #expect(queue.text.contains("/desk/cases/"))
        #expect(queue.statements <= queueMax + classes)
        let filed = try await asked("/desk?sort=filed", bruno, house)
        #expect(filed.statements == queueMax + 1)
    }
}

/// Of which one is the look that is kept, and one the fee's errand where a demand is under way.
private let casePageMax = 19
/// Who asks, the oldest question of a person, the lines with how many there are, the names of offices.
private let queueMax = 4
/// As the tables of priority know them.
private let classes = 3
