import Formats
import TestSupport
import Testing

@testable import SDMX

/// What the independent reader could not read, or does not know: kind, observations, numbers and their sum, argued.
private struct Argued {
    var content: MessageKind.Content
    var observations = 0
    var numbers = 0
    var sum = 0.0
    var deletions = 0
    var attributes = 0
    var asked: [String: Int] = [:]
    let why: String
}

private let argued: [String: Argued] = [
    "ESTAT/esms-ss.xml": Argued(
        content: .metadata, attributes: 16,
        why: "reference metadata: sixteen attributes told, no number"),
    "v21/xml/demography/esms_structured.xml": Argued(
        content: .metadata, attributes: 16, why: "the same report"),
    "v21/xml/query/query_cl_all.xml": Argued(
        content: .query, asked: ["Codelist": 1, "Code": 1],
        why: "a question after one code of a list"),
    "v21/xml/query/query_demo_stub.xml": Argued(
        content: .query, asked: ["DataStructure": 1], why: "a question"),
    "v21/xml/query/query_esms_children.xml": Argued(
        content: .query, asked: ["MetadataStructure": 1], why: "a question"),
    "v21/xml/query/query_esms_descendants.xml": Argued(
        content: .query, asked: ["MetadataStructure": 1], why: "a question"),
    "ESTAT/footer2.zip": Argued(
        content: .data, observations: 43, numbers: 21, sum: 148_228.2,
        why: "a file within a zip: 43 <Obs> of which 22 have no number"),
    "v3/json/data/agri.json": Argued(
        content: .data, observations: 12, numbers: 12, sum: 24_599.946, why: "twelve observations"),
    "v3/json/data/exr-action-delete.json": Argued(
        content: .data, observations: 2, numbers: 2, sum: 80.6426, deletions: 1,
        why: "one data set replaces two, the other deletes one, which is no observation"),
    "v3/json/data/exr-cross-section.json": Argued(
        content: .data, observations: 4, numbers: 4, sum: 83.8282,
        why: "the sample that 1.0 has too, with the sum that the other reader finds there"),
    "v3/json/data/exr-flat.json": Argued(
        content: .data, observations: 4, numbers: 4, sum: 83.8282, why: "the same, flat"),
    "v3/json/metadata/constructed-sample.json": Argued(
        content: .metadata, attributes: 14, why: "three sets with fourteen attributes"),
    "v3/json/metadata/generated-sample.json": Argued(
        content: .metadata, attributes: 5, why: "two sets with five attributes"),
    "v3/json/structure/constructed-sample.json": Argued(
        content: .structure, why: "five code lists with 18 codes; see the structure tests"),
    "v3/csv/example-01.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0, why: "12.4 and 10.8"),
    "v3/csv/example-03.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0,
        why: "the first of two measures"),
    "v3/csv/example-04.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0, why: "decimal commas"),
    "v3/csv/example-06.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0, why: "label columns"),
    "v3/csv/example-07.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0, why: "the same rows"),
    "v3/csv/example-09A.csv": Argued(
        content: .data, observations: 3, numbers: 3, sum: 34.4, deletions: 0,
        why: "three structures in one file"),
    "v3/csv/example-09B.csv": Argued(
        content: .data, observations: 3, numbers: 0, sum: 0.0, deletions: 0,
        why: "rows that hold attributes only"),
    "v3/csv/example-11.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0, why: "appended"),
    "v3/csv/example-12.csv": Argued(
        content: .data, observations: 0, numbers: 0, sum: 0.0, deletions: 0,
        why: "attributes of keys, no observation"),
    "v3/csv/example-14.csv": Argued(
        content: .data, observations: 0, numbers: 0, sum: 0.0, deletions: 0,
        why: "attributes of keys, no observation"),
    "v3/csv/example-15.csv": Argued(
        content: .data, observations: 2, numbers: 2, sum: 23.2, deletions: 0, why: "two rows"),
    "v3/csv/example-17.csv": Argued(
        content: .data, observations: 0, numbers: 0, sum: 0.0, deletions: 2, why: "two deletions"),
    "v3/csv/example-18.csv": Argued(
        content: .data, observations: 0, numbers: 0, sum: 0.0, deletions: 2, why: "two deletions"),
    "v3/csv/example-19B.csv": Argued(
        content: .data, observations: 0, numbers: 0, sum: 0.0, deletions: 1, why: "one deletion"),
]

@Test func `all data messages count and sum to what an independent reader finds`() throws {
    var seen = 0
    for row in try Specimens.expected() where row["message"] == "DataMessage" {
        let file = row["file"] ?? ""
        let summary = try Specimens.summary(file)
        seen += 1
        #expect(summary.datasets == Int(row["datasets"] ?? ""), "\(file)")
        #expect(summary.observations == Int(row["observations"] ?? ""), "\(file)")
        #expect(summary.numericValues == Int(row["numeric_values"] ?? ""), "\(file)")
        let sum = Double(row["sum"] ?? "") ?? .nan
        // Their sums are written with six decimals.
        #expect(abs(summary.sum - sum) <= 0.000_000_51, "\(file) \(summary.sum)")
    }
    #expect(seen == (Specimens.areThere ? 24 : 0))
}

@Test func `what the independent reader cannot read is read and argued`() throws {
    guard Specimens.areThere else { return }
    for (file, argued) in argued {
        let summary = try Specimens.summary(file)
        #expect(summary.kind.content == argued.content, "\(file): \(argued.why)")
        #expect(summary.observations == argued.observations, "\(file)")
        #expect(summary.numericValues == argued.numbers, "\(file): \(argued.why)")
        #expect(abs(summary.sum - argued.sum) < 1e-9 * max(1, argued.sum), "\(file)")
        #expect(summary.deletions == argued.deletions, "\(file): \(argued.why)")
        #expect(summary.reportedAttributes == argued.attributes, "\(file)")
        #expect(summary.asked == argued.asked, "\(file)")
    }
}

@Test func `each of the 102 specimens is compared, argued or refused with its reason`() throws {
    let files = try Specimens.all()
    #expect(files.count == (Specimens.areThere ? 102 : 0))
    let compared = Set(
        try Specimens.expected().filter { $0["error"] == "" }.compactMap { $0["file"] })
    // A schema is no message; the generated one points beyond its own lists.
    let refused: Set = ["ECB_EXR/common.xsd", "v3/json/data/generated-sample.json"]
    for file in files where !compared.contains(file) && argued[file] == nil {
        #expect(refused.contains(file), "\(file) is neither compared nor argued")
        #expect(throws: FormatError.self) { try Specimens.summary(file) }
    }
}
