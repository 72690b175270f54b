import Statistics
import Testing

@testable import Figures

/// The one way out: small numbers stay in, larger ones are rounded.
struct GuardTests {
    @Test(arguments: [
        (1, nil), (4, nil), (5, 5.0), (7, 5.0), (8, 10.0), (12, 10.0), (13, 15.0), (1_002, 1_000.0),
    ])
    func `a count below five people is hidden, any other is rounded to five`(
        people: Int, shown: Double?
    ) {
        let published = Published(.count(people), .standard)
        #expect(published.value == shown)
        #expect(published.status == (shown == nil ? .hidden : .rounded))
    }

    @Test func `no count between two multiples can be told from its neighbours`() {
        for people in 0...500 {
            guard let value = Published(.count(people), .standard).value else { continue }
            #expect(value.truncatingRemainder(dividingBy: 5) == 0)
            #expect(abs(value - Double(people)) <= 2.5)
        }
    }

    @Test(arguments: [(1, 1), (3, 1), (3, 5), (5, 5), (10, 2), (10, 10)])
    func `what is published is what the one rule of disclosure says, and nothing else`(
        threshold: Int, base: Int
    ) {
        let rule = DisclosureRule(threshold: threshold, roundingBase: base)
        let protection = Figure.Protection.people(threshold: threshold, base: base)
        for people in 0...200 {
            let published = Published(.count(people), protection)
            #expect(published.value == rule.protect(people).value.map(Double.init), "\(people)")
            #expect((published.status == .hidden) == (rule.protect(people) == .suppressed))
        }
    }

    @Test func `nobody at all may be said`() {
        #expect(Published(.count(0), .standard) == Published(value: 0, status: .exact, period: nil))
    }

    @Test(arguments: [(0, Published.Status.none), (9, .hidden), (10, .exact)])
    func `a median is shown only where it rests on enough people`(
        people: Int, status: Published.Status
    ) {
        let published = Published(.value(31.5, people: people), .basis(threshold: 10))
        #expect(published.status == status)
        #expect(published.value == (status == .exact ? 31.5 : nil))
    }

    @Test func `a value that rests on few people is hidden however large it is`() {
        #expect(Published(.value(9_000, people: 3), .standard).value == nil)
    }

    @Test func `what counts no people is exact, and what is not there is not there`() {
        #expect(Published(.count(3), .none) == Published(value: 3, status: .exact, period: nil))
        #expect(Published(.value(nil, people: 50), .standard).status == .none)
        #expect(Published(.value(7, people: 9, period: "2023"), .none).period == "2023")
    }
}
