import Testing

@testable import Statistics

/// The short form of tools/prove/causes.py, which asks a thousand times; bounds allow for three standard errors of so few.
private let worlds = 120

@Test(arguments: CausalWorld.allCases)
func `a controlled interrupted series tells the truth of its world`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.interrupted($0) }
    check(tally, world, power: 0.25)
}

@Test(arguments: CausalWorld.allCases)
func `an interrupted series alone never supports a cause`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.interrupted($0, isAlone: true) }
    #expect(tally.share("supported") == 0)
    if world.isClean { #expect(tally.coverage >= 0.89) }
    if world.hasEffect { #expect(tally.share("weak") >= 0.4) }
    if world == .noEffect { #expect(tally.exclusion <= 0.12) }
    let unsought = WorldTally(20) { world.interrupted($0, isAlone: true, isSought: false) }
    #expect(unsought.share("cannot tell") == 1)
}

@Test(arguments: CausalWorld.allCases)
func `difference in differences tells the truth of its world`(world: CausalWorld) {
    let tally = WorldTally(worlds) { world.differences($0) }
    check(tally, world, power: 0.2)
}

@Test(arguments: CausalWorld.allCases)
func `synthetic control tells the truth of its world`(world: CausalWorld) {
    let tally = WorldTally(worlds / 2) { world.synthetic($0) }
    check(tally, world, power: 0.5)
}

@Test(arguments: CausalWorld.allCases)
func `a lagged association never supports a cause`(world: CausalWorld) {
    let tally = WorldTally(worlds / 2) { world.lagged($0) }
    #expect(tally.share("supported") == 0)
    if world.isClean { #expect(tally.coverage >= 0.86) }
    if world.hasEffect { #expect(tally.share("weak") >= 0.45) }
    if world == .noEffect { #expect(tally.exclusion <= 0.14) }
    if world == .confounded { #expect(tally.share("cannot tell") >= 0.95) }
}

private func check(_ tally: WorldTally, _ world: CausalWorld, power: Double) {
    #expect(tally.share("contradicted") == 0)
    if world.isClean { #expect(tally.coverage >= 0.88) }
    switch world {
    case .noEffect: #expect(tally.exclusion <= 0.12 && tally.share("supported") <= 0.1)
    case .step, .slope, .delayed: #expect(tally.share("supported") >= power)
    case .confounded:
        #expect(tally.share("supported") <= 0.08 && tally.share("cannot tell") >= 0.85)
    case .broken: #expect(tally.share("cannot tell") == 1)
    }
}
