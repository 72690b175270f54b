import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct ModelTests {
    @Test func `a household needs a family, and not more than the form has rows`() {
        let holder = anasHousehold.holder
        let child = anasHousehold.family[1]
        func household(_ family: [PersonOfFile]) -> Household {
            Household(holder: holder, holderIsRefugee: false, family: family)
        }
        #expect(household([]).refusal(on: day("2026-11-23"), family: .standard) == .noFamily)
        #expect(
            household(Array(repeating: child, count: 6)).refusal(
                on: day("2026-11-23"), family: .standard) == nil)
        #expect(
            household(Array(repeating: child, count: 7)).refusal(
                on: day("2026-11-23"), family: .standard)
                == .tooManyMembers(6))
        #expect(
            household([child]).refusal(on: day("2023-03-08"), family: .standard)
                == .birthImplausible)
    }

    @Test func `an adult child is 18, and a child may be older who cannot care for themselves`() {
        func refusal(_ relation: Relation, bornOn birth: String) -> CaseRefusal? {
            let person = PersonOfFile(
                name: "Rui Exemplo", birth: day(birth), relation: relation, isInPortugal: false)
            return Household(
                holder: anasHousehold.holder, holderIsRefugee: false, family: [person]
            ).refusal(on: day("2026-11-23"), family: .standard)
        }
        #expect(refusal(.adultChild, bornOn: "2008-11-24") == .adultChildIsMinor)
        #expect(refusal(.adultChild, bornOn: "2008-11-23") == nil)
        #expect(refusal(.child, bornOn: "2008-11-24") == nil)
        #expect(refusal(.child, bornOn: "1996-11-23") == nil)
    }

    @Test func `somebody grows older on the birthday, and on 1 March after 29 February`() {
        #expect(yearsOld(from: day("2008-11-24"), to: day("2026-11-23")) == 17)
        #expect(yearsOld(from: day("2008-11-23"), to: day("2026-11-23")) == 18)
        #expect(yearsOld(from: day("2008-02-29"), to: day("2026-02-28")) == 17)
        #expect(yearsOld(from: day("2008-02-29"), to: day("2026-03-01")) == 18)
    }

    @Test func `a code survives being read aloud, and a short one is none`() throws {
        let code = VerifyCode.new()
        #expect(code.text.count == 34)
        #expect(VerifyCode(code.text.lowercased().replacing("-", with: " ")) == code)
        #expect(VerifyCode(code.text.replacing("0", with: "o").replacing("1", with: "l")) == code)
        #expect(VerifyCode(String(code.text.dropLast())) == nil)
        #expect(VerifyCode("") == nil)
    }

    @Test func `ten thousand codes are all different`() {
        #expect(Set((0..<10_000).map { _ in VerifyCode.new() }).count == 10_000)
    }

    @Test(arguments: [
        (Relation.holder, 36, false, true, ["holder-permit", "address-declaration", "means"]),
        (.holder, 36, true, true, ["holder-permit"]),
        (.spouse, 38, false, true, ["passport", "legal-entry", "family-tie", "criminal-record"]),
        (.child, 3, false, false, ["passport", "family-tie", "consent-or-custody"]),
        (
            .child, 17, true, false,
            [
                "identity-other-proof", "family-tie-other-proof", "consent-or-custody",
                "criminal-record",
            ]
        ),
        (.deFactoPartner, 40, false, false, ["passport", "union-proof", "criminal-record"]),
        (
            .child, 30, false, false,
            ["passport", "family-tie", "criminal-record", "incapacity-proof", "dependency-proof"]
        ),
        (
            .adultChild, 17, false, false,
            ["passport", "family-tie", "consent-or-custody", "criminal-record"]
        ),
        (
            .adultChild, 20, false, false,
            ["passport", "family-tie", "criminal-record", "study-proof", "dependency-proof"]
        ),
        (
            .parent, 70, false, false,
            ["passport", "family-tie", "criminal-record", "dependency-proof"]
        ),
        (.sibling, 12, false, false, ["passport", "family-tie", "consent-or-custody"]),
    ])
    func `the table asks each member for what the law asks`(
        relation: Relation, age: Int, refugee: Bool, here: Bool, codes: [String]
    ) throws {
        let table = try #require(readPolicy(realPolicy).documents["family-reunification"])
        let question = DocumentQuestion(
            relation: relation, age: age, holderIsRefugee: refugee, isInPortugal: here)
        #expect(try table.documents(for: question, at: noon) == codes)
    }

    @Test func `an officer sees the office's cases, nobody works on their own`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        let official = Principal(
            account: bruno.account, person: ana.person, name: "Bruno", duties: bruno.duties)
        #expect(kase.access(of: ana) == .applicant)
        #expect(kase.access(of: bruno) == .staff)
        #expect(kase.access(of: carla) == .staff)
        #expect(kase.access(of: official) == .applicant)
        for stranger in [beatriz, yusuf, dinis, eva, fatima, guilherme, joana, luis, marta, jorge] {
            #expect(kase.access(of: stranger) == nil)
        }
    }
}
