import Formats
import TestSupport
import Testing

@testable import Cases

/// A key that nothing would carry out does not load: whoever wrote it learns where, and what to do.
@Suite struct SealedFlowTests {
    private func fault(_ file: String, _ old: String, _ new: String) throws -> FormatError {
        let folder = policy(changing: [file: { $0.replacing(old, with: new) }])
        return try #require(throws: FormatError.self) { try SealedBook(folder) }
    }

    @Test func `no act of the room of complaints hands anything on`() throws {
        let error = try fault(
            "sealed/discrimination.yaml", "  - code: openCase\n",
            "  - code: openCase\n    flow: report-union\n")
        #expect(error.file == "sealed/discrimination.yaml")
        #expect(error.field?.hasSuffix("flow") == true)
        #expect(error.message.contains("take this key away"))
    }

    @Test func `an act of the help room names a contract whose fields its file asks`() throws {
        let none = try fault(
            "sealed/work-report.yaml", "flow: report-union", "flow: report-nobody")
        #expect(none.message.contains("write flows/report-nobody.yaml"))
        let more = try fault("flows/report-union.yaml", "fields: [wages,", "fields: [shoeSize,")
        #expect(more.file == "sealed/work-report.yaml" && more.message.contains("'shoeSize'"))
    }
}
