import Kernel
import Testing

/// Instants in addresses: what people and programs write, and what is refused.
@Suite struct MomentTextTests {
    @Test(arguments: [
        ("2026-11-23", "2026-11-23T00:00:00Z"), ("2026-11-23T12:30", "2026-11-23T12:30:00Z"),
        ("2026-11-23 12:30:15", "2026-11-23T12:30:15Z"),
        ("2026-11-23T12:30:15.987Z", "2026-11-23T12:30:15Z"),
        ("2026-11-23T00:30:00+01:00", "2026-11-22T23:30:00Z"),
        ("2026-11-23T00:30:00 01:00", "2026-11-22T23:30:00Z"),
        ("2026-11-23T23:30:00-02:30", "2026-11-24T02:00:00Z"),
    ])
    func `an instant is read in UTC`(_ written: String, _ wanted: String) {
        #expect(Moment(written: written)?.description == wanted)
    }

    @Test(arguments: [
        "", "2026", "2026-02-30", "2026-11-23T", "2026-11-23T24:00", "2026-11-23T12:60",
        "2026-11-23T12", "2026-11-23X12:00", "2026-11-23T12:00+1", "2026-11-23T12:00*01:00",
        "2026-11-23T12:00+25:00", "yesterday",
    ])
    func `what is no instant is refused`(_ written: String) {
        #expect(Moment(written: written) == nil)
    }
}
