import Foundation
import Testing

@testable import Statistics

/// The short form of tools/prove/causes.py, which asks a thousand times; CAIS_WORLDS asks more here.
private let worlds =
    ProcessInfo.processInfo.environment["CAIS_WORLDS"].flatMap(Int.init).map { max(20, $0) } ?? 16

/// How far a share may lie from what is promised with so few worlds: three and a half standard errors.
private func slack(_ share: Double) -> Double {
    3.5 * (share * (1 - share) / Double(worlds)).squareRoot()
}

@Test(arguments: CausalWorld.allCases)
func `a controlled interrupted series tells the truth of its world`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.interrupted($0) }
    check(tally, world, power: 0.38)
}

@Test(arguments: CausalWorld.allCases)
func `an interrupted series alone never supports a cause`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.interrupted($0, isAlone: true) }
    #expect(tally.share("supported") == 0)
    if world.isClean { #expect(tally.coverage >= 0.95 - slack(0.95)) }
    if world.hasEffect { #expect(tally.share("weak") >= 0.58 - slack(0.58)) }
    if world == .noEffect { #expect(tally.exclusion <= 0.05 + slack(0.05)) }
    let unsought = WorldTally(20) { world.interrupted($0, isAlone: true, isSought: false) }
    #expect(unsought.share("cannot tell") == 1)
}

@Test(arguments: CausalWorld.allCases)
func `difference in differences tells the truth of its world`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.differences($0) }
    check(tally, world, power: 0.28)
}

@Test(arguments: CausalWorld.allCases)
func `synthetic control tells the truth of its world`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.synthetic($0) }
    check(tally, world, power: 0.68)
}

@Test(arguments: CausalWorld.allCases)
func `a lagged association never supports a cause`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.lagged($0) }
    #expect(tally.share("supported") == 0)
    if world.isClean { #expect(tally.coverage >= 0.95 - slack(0.95)) }
    if world.hasEffect { #expect(tally.share("weak") >= 0.65 - slack(0.65)) }
    if world == .noEffect { #expect(tally.exclusion <= 0.05 + slack(0.05)) }
    if world == .confounded { #expect(tally.share("cannot tell") >= 0.95) }
}

private func check(_ tally: WorldTally, _ world: CausalWorld, power: Double) {
    #expect(tally.share("contradicted") == 0)
    if world.isClean { #expect(tally.coverage >= 0.95 - slack(0.95)) }
    switch world {
    case .noEffect: #expect(tally.exclusion <= 0.05 + slack(0.05))
    case .step, .slope, .delayed: #expect(tally.share("supported") >= power - slack(power))
    case .confounded:
        #expect(
            tally.share("supported") <= 0.02 + slack(0.02)
                && tally.share("cannot tell") >= 0.93 - slack(0.93))
    case .broken: #expect(tally.share("cannot tell") == 1)
    }
}
