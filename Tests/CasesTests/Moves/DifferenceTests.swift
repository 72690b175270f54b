import Formats
import Kernel
import Languages
import TestSupport
import Testing

@testable import Cases

/// What differs between two versions, in words: for the person and for the desk.
@Suite struct DifferenceTests {
    private func changes(_ changed: PolicyFolder) throws -> [LawChange] {
        try PolicyDifference(old: realPolicy, new: changed).parts.flatMap(\.changes)
    }

    private func family(_ old: String, _ new: String) -> PolicyFolder {
        policy(changing: [familyFile: { $0.replacing(old, with: new, maxReplacements: 1) }])
    }

    @Test func `the same folder differs in nothing`() throws {
        #expect(try changes(realPolicy).isEmpty)
    }

    @Test func `the two laws of family reunification differ in what the file says of each`() throws
    {
        let report = try LawReport(
            .version(procedure: "family-reunification", name: "law-23-2007"),
            .version(procedure: "family-reunification", name: "law-61-2025"), in: realPolicy,
            houseLanguages().translator("en"))
        let text = report.lines.joined(separator: "\n")
        #expect(text.contains("How long: 3 months, now 9 months"))
        #expect(text.contains("Period: Tacit approval – removed"))
        #expect(text.contains("artigo 105.º da Lei n.º 23/2007, na redação da Lei n.º 61/2025"))
        #expect(text.contains("For the person") && !text.contains("Paper:"))
        let other = try LawReport(
            .version(procedure: "family-reunification", name: "law-23-2007"),
            .version(procedure: "family-reunification", name: "law-61-2025"), in: realPolicy,
            houseLanguages().translator("pt"))
        #expect(other.lines.joined().contains("Quanto tempo: 3 meses; agora 9 meses"))
        #expect(other.count == report.count && report.count > 2)
    }

    @Test func `each thing that changes is said once, with its part and whom it meets`() throws {
        let cases: [(PolicyFolder, LawChange.Part, LawChange.Sign, Bool)] = [
            (
                family("    who: holder\n", "    who: member\n"), .document, .changed, true
            ),
            (family("    length: 9\n", "    length: 6\n"), .clock, .changed, true),
            (family("    when: begun\n", "    when: visits > 0\n"), .stage, .changed, false),
            (
                family("    from: [visa-due]\n", "    from: [visa-due, fee-due]\n"),
                .step, .changed, false
            ),
            (
                policy(changing: ["letters/grant.pt.mustache": { $0 + "\n" }]), .letter, .changed,
                true
            ),
            (
                policy(changing: [
                    "decisions/fees.csv": {
                        $0.replacing("121.95", with: "130.00", maxReplacements: 1)
                    }
                ]),
                .fee, .changed, true
            ),
            (
                policy(changing: ["decisions/fee.dmn": { $0 + "\n" }]), .table, .changed, false
            ),
        ]
        for (folder, part, sign, isForPerson) in cases {
            let found = try changes(folder)
            #expect(found.count == 1, "\(part): \(found)")
            #expect(found.first?.part == part && found.first?.sign == sign)
            #expect(found.first?.isForPerson == isForPerson, "\(part)")
            // The other way round it is the same difference; once is enough, as both folders are read whole.
            guard part == .document else { continue }
            let back = try PolicyDifference(old: folder, new: realPolicy).parts
            #expect(back.flatMap(\.changes).map(\.part) == [part])
        }
    }

    @Test func `what is new in one version alone is new, and gone the other way`() throws {
        let procedure = try #require(try readPolicy(paperPolicy).procedure("family-reunification"))
        func view(_ name: String) throws -> LawView {
            LawView(procedure: procedure, version: try #require(procedure.version(name)))
        }
        let (old, new) = (try view("law-23-2007"), try view("law-61-2025"))
        let papers = LawDifference(old: old, new: new).changes.filter { $0.part == .document }
        #expect(papers.map(\.name.en) == ["Authenticated proof of the family tie"])
        #expect(papers.map(\.sign) == [.removed] && papers.first?.sources.isEmpty == false)
        let back = LawDifference(old: new, new: old).changes.filter { $0.part == .document }
        #expect(back.map(\.sign) == [.added])
        let stages = try #require(try readPolicy(stagePolicy).procedure("family-reunification"))
        let difference = LawDifference(
            old: LawView(
                procedure: stages, version: try #require(stages.version("law-61-2025"))),
            new: LawView(
                procedure: stages, version: try #require(stages.version("law-23-2007"))))
        #expect(
            difference.changes.contains {
                $0.part == .stage && $0.sign == .added && $0.name.en == "Interview"
            })
    }

    @Test func `sides of two kinds, and versions that are not there, are refused`() throws {
        let t = try houseLanguages().translator("en")
        let version = LawSide.version(procedure: "family-reunification", name: "law-61-2025")
        for other in [
            LawSide.folder(realPolicy), .version(procedure: "family-reunification", name: "law-1"),
            .version(procedure: "nothing", name: "law-61-2025"),
        ] {
            #expect(throws: (any Error).self) {
                try LawReport(version, other, in: realPolicy, t)
            }
        }
        let file = realPolicy.texts[familyFile] ?? ""
        let same = try LawReport(
            .file(file, name: "a.yaml"), .file(file, name: "b.yaml"), in: realPolicy, t)
        #expect(same.count == 0 && same.lines == ["Nothing differs."])
    }

    @Test(arguments: [
        (
            "  - code: passport\n", "  - code: passport\n    versions: [law-1]\n",
            "no version 'law-1' under 'versions'"
        ),
        (
            "  - code: passport\n", "  - code: passport\n    versions: []\n",
            "name at least one version"
        ),
        (
            "  - code: submitted\n", "  - code: submitted\n    versions: [law-23-2007]\n",
            "it stands in every version"
        ),
    ])
    func `a slip in the versions of a part is named with file and line`(
        old: String, new: String, says: String
    ) throws {
        let problem = try #require(
            faults(in: family(old, new)).first { $0.file == familyFile })
        #expect(problem.description.contains(says), "\(problem)")
        #expect(problem.line ?? 0 > 1, "\(problem)")
    }
}
