import Languages
import TestSupport
import Testing

@testable import Cases

/// What differs between the fees of two folders, in words.
@Suite struct FeeDifferenceTests {
    private let file = "fees/residence-permit.yaml"

    private func changes(_ old: String, _ new: String) throws -> [LawChange] {
        let changed = policy(changing: [
            file: { $0.replacing(old, with: new, maxReplacements: 1) }
        ])
        #expect(changed.texts[file] != realPolicy.texts[file], "\(old)")
        return try PolicyDifference(old: realPolicy, new: changed).parts.flatMap(\.changes)
    }

    @Test(arguments: [
        (
            "        per: member\n", "        per: file\n", LawChange.Part.charge,
            LawChange.Aspect.payer
        ),
        (
            "        amount: permit-title\n", "        amount: permit-analysis\n",
            LawChange.Part.charge, LawChange.Aspect.amount
        ),
        (
            "        amount: permit-title\n",
            """
                    amount: permit-title
                    when: age >= 18
                    whom: {pt: adultos, en: adults}

            """, LawChange.Part.charge,
            LawChange.Aspect.condition
        ),
        (
            "    validTo: 2026-02-28\n", "    validTo: 2026-02-27\n", LawChange.Part.feeTable,
            LawChange.Aspect.until
        ),
        (
            "title: {pt: \"Autorização de residência (primeira)\"", "title: {pt: \"Outra\"",
            LawChange.Part.feeTable,
            LawChange.Aspect.title
        ),
        (
            "        percent: digital-discount\n", "        percent: no-digital-discount\n",
            LawChange.Part.reduction,
            LawChange.Aspect.amount
        ),
    ])
    func `each thing that changes in a fee is said, with its part, and meets the person`(
        old: String, new: String, part: LawChange.Part, aspect: LawChange.Aspect
    ) throws {
        let found = try changes(old, new)
        #expect(!found.isEmpty && found.allSatisfy { $0.part == part && $0.isForPerson })
        #expect(found.allSatisfy { $0.sign == .changed })
        let aspects = Set(found.flatMap(\.details).map(\.aspect))
        #expect(aspects.contains(aspect), "\(aspects)")
    }

    @Test func `a fee that is new or gone is said as such`() throws {
        let left = PolicyFolder(texts: realPolicy.texts.filter { $0.key != file })
        let gone = try PolicyDifference(old: realPolicy, new: left).parts.flatMap(\.changes)
        #expect(gone.map(\.part) == [.feeTable] && gone.map(\.sign) == [.removed])
        let back = try PolicyDifference(old: left, new: realPolicy).parts.flatMap(\.changes)
        #expect(back.map(\.part) == [.feeTable] && back.map(\.sign) == [.added])
        let (old, new) = (try Policy(realPolicy).fees, try Policy(realPolicy).fees)
        #expect(FeeDifference.changes(old, new).isEmpty)
    }

    @Test func `a report says it in words, in both languages`() throws {
        let changed = policy(changing: [
            file: { $0.replacing("per: member", with: "per: file", maxReplacements: 1) }
        ])
        func lines(_ language: String) throws -> String {
            let t = try houseLanguages().translator(language)
            return try LawReport(.folder(realPolicy), .folder(changed), in: realPolicy, t)
                .lines.joined(separator: "\n")
        }
        let english = try lines("en")
        #expect(english.contains("Part of a fee: Residence permit (first)"))
        #expect(
            english.contains("Who pays it: each person of the file, now once for the file"))
        #expect(english.contains("https://executivedigest.sapo.pt"))
        let portuguese = try lines("pt")
        #expect(portuguese.contains("Quem a paga: cada pessoa do processo; agora uma vez"))
    }
}
