import Kernel
import TestSupport
import Testing

@testable import Cases

/// Whether two names and births speak for one human being.
@Suite struct LikenessTests {
    private let birth = day("1990-05-02")

    private func likeness(
        _ one: String, _ other: String, _ first: String = "1990-05-02",
        _ second: String = "1990-05-02", keys: ([PersonKeyKind], [PersonKeyKind]) = ([], [])
    ) -> Likeness? {
        var (left, right) = (
            PersonMarks(name: one, birth: day(first)), PersonMarks(name: other, birth: day(second))
        )
        for kind in keys.0 { left.keys[kind] = [[1]] }
        for kind in keys.1 { right.keys[kind] = [[1]] }
        return Likeness(left, right)
    }

    @Test func `of labelled pairs nearly all that are one are found, and nearly none that are two`()
    {
        let found = NamePairs.same.filter { likeness($0.0, $0.1) != nil }
        let wrong = NamePairs.different.filter { likeness($0.0, $0.1) != nil }
        let recall = Double(found.count) / Double(NamePairs.same.count)
        let precision = Double(found.count) / Double(found.count + wrong.count)
        let missed = NamePairs.same.filter { likeness($0.0, $0.1) == nil }.map(\.0)
        #expect(recall >= 0.94, "missed: \(missed)")
        #expect(precision >= 0.97, "taken for one: \(wrong.map(\.0))")
        #expect(missed == ["Serhii Bondar", "Yevhen Melnyk"])
        #expect(wrong.map(\.0) == ["Bruno Mendes"])
    }

    @Test func `whichever stands first, the answer is the same`() {
        var random = SeededRandom(20_261_126)
        let pairs = NamePairs.same + NamePairs.different
        let words = pairs.flatMap { ($0.0 + " " + $0.1).split(separator: " ").map(String.init) }
        let kinds = PersonKeyKind.allCases
        func name() -> String {
            (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
                words.randomElement(using: &random)
            }.joined(separator: " ")
        }
        for _ in 0..<2_000 {
            var (one, other) = (
                PersonMarks(name: name(), birth: birth), PersonMarks(name: name(), birth: birth)
            )
            for _ in 0..<2 {
                if let kind = kinds.randomElement(using: &random) { one.keys[kind] = [[1]] }
                if let kind = kinds.randomElement(using: &random) { other.keys[kind] = [[1]] }
            }
            #expect(Likeness(one, other) == Likeness(other, one))
            #expect(Likeness(one, one) != nil)
        }
        for (one, other) in pairs { #expect(likeness(one, other) == likeness(other, one)) }
    }

    @Test func `each reason is told, and what is less alike scores less`() {
        let exact = likeness("Ana Costa Silva", "ANA COSTA SILVA")
        #expect(exact?.score == 90 && exact?.reasons == [.sameBirth, .sameName])
        let turned = likeness("Ana Costa Silva", "Ana Silva Costa")
        #expect(turned?.score == 87 && turned?.reasons == [.sameBirth, .otherOrder])
        let spelled = likeness("Mohammed Hassan", "Muhammad Hassan")
        #expect(spelled?.score == 85 && spelled?.reasons == [.sameBirth, .otherSpelling(1)])
        let married = likeness("Ana Silva", "Ana Silva Reis Costa")
        #expect(married?.score == 82 && married?.reasons == [.sameBirth, .wordsMissing(2)])
        let shared = likeness("Ana Silva", "Ana Silva", keys: ([.email], [.email]))
        #expect(shared?.score == 95 && shared?.reasons.last == .sameKey(.email))
    }

    @Test func `another birth is another human being, unless day and month were swapped`() {
        #expect(likeness("Ana Silva", "Ana Silva", "1990-05-02", "1990-05-03") == nil)
        let swapped = likeness("Ana Silva", "Ana Silva", "1990-05-02", "1990-02-05")
        #expect(swapped?.score == 75 && swapped?.reasons.first == .swappedBirth)
        #expect(day("1990-05-05").swapped == nil && day("1990-05-31").swapped == nil)
        // Father and son: one name, one phone, one address.
        #expect(
            likeness(
                "José Silva", "José Silva", "1960-01-01", "1990-01-02",
                keys: ([.phone, .email], [.phone, .email])) == nil)
    }

    @Test func `one number that is one person's alone is enough, a shared phone is not`() {
        for kind in PersonKeyKind.allCases {
            let found = likeness(
                "Ana Silva", "Rui Costa", "1990-05-02", "1971-01-01", keys: ([kind], [kind]))
            #expect((found != nil) == kind.isPersonal, "\(kind)")
        }
        #expect(likeness("Ana Silva", "Rui Costa", keys: ([.nif], [.niss])) == nil)
    }

    @Test func `what is written beside people is compared however it was written`() {
        #expect(PersonKeyKind.email.plain(" Ana@Example.org ") == "ana@example.org")
        #expect(PersonKeyKind.email.plain("ana.example.org") == nil)
        let phones = ["+351 912 345 678", "00351912345678", "912 345 678"]
        #expect(Set(phones.map { PersonKeyKind.phone.plain($0) }) == ["351912345678"])
        #expect(PersonKeyKind.phone.plain("12345") == nil)
        #expect(PersonKeyKind.passport.plain("ab 123-456") == "AB123456")
        #expect(PersonKeyKind.nif.plain("no number") == nil)
    }

    @Test func `reasons are kept and read back as they were`() {
        let reasons: [LikenessReason] =
            [
                .sameBirth, .swappedBirth, .sameName, .otherOrder, .otherSpelling(2),
                .wordsMissing(3),
            ] + PersonKeyKind.allCases.map { .sameKey($0) }
        #expect(reasons.map { LikenessReason(code: $0.code) } == reasons)
        #expect(LikenessReason(code: "luck") == nil && LikenessReason(code: "key:luck") == nil)
    }
}
