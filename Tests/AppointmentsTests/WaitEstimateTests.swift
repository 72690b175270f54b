import Testing

@testable import Appointments

private let measured = ServiceTimes(
    measured: (1...21).map(Double.init), plannedMinutes: 20)

@Test func `the wait is an interval of measured times, in steps of five minutes`() {
    // Quartiles of 1…21 are 6 and 16.
    #expect(measured.lowMinutes == 6 && measured.highMinutes == 16 && measured.isMeasured)
    let one = WaitEstimate(before: 4, desks: 2, areAllBusy: true, times: measured)
    // Two rounds: at least 2 × 6 = 12, at most 3 × 16 = 48.
    #expect(one.lowMinutes == 10 && one.highMinutes == 50 && one.isMeasured)
}

@Test func `whoever comes to a free desk waits for nothing`() {
    let none = WaitEstimate(before: 0, desks: 2, areAllBusy: false, times: measured)
    #expect(none.lowMinutes == 0 && none.highMinutes == 0)
    let behind = WaitEstimate(before: 0, desks: 0, areAllBusy: true, times: measured)
    #expect(behind.lowMinutes == 0 && behind.highMinutes == 20)
}

@Test func `too few measured times say no more than the plan`() {
    let planned = ServiceTimes(measured: [1, 2, 3], plannedMinutes: 20)
    #expect(!planned.isMeasured && planned.lowMinutes == 20 && planned.highMinutes == 20)
}

@Test func `a walk-in has a place only in what is left beside what was promised`() {
    let room = WalkIns(deskMinutesLeft: 100, bookedMinutes: 40, waiting: 1, minutesEach: 20)
    #expect(room.places == 2)
    let full = WalkIns(deskMinutesLeft: 79, bookedMinutes: 40, waiting: 1, minutesEach: 20)
    #expect(full.places == 0)
    #expect(WalkIns(deskMinutesLeft: 0, bookedMinutes: 90, waiting: 5, minutesEach: 0).places == 0)
}
