import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

@Suite struct CoverageTests {
    private func directory(_ network: ServiceNetwork) async throws -> DirectorySnapshot {
        try await network.database.read { db in try DirectorySnapshot(in: db) }
    }

    @Test(arguments: Engine.underTest)
    func `the nearest and the second place of every municipality equal brute force, need by need`(
        engine: Engine
    ) async throws {
        let directory = try await self.directory(try await network(engine))
        for need in KnownService.allCases.map(\.rawValue) {
            for act in Coverage.Act.allCases {
                let coverage = Coverage(need: need, act: act, on: directory)
                let serving = directory.places.filter {
                    let does = $0.services.processes.contains(need)
                    let tells = $0.services.informs.contains(need)
                    return $0.place.isOffered && (does || (act == .helps && tells))
                }
                #expect(coverage.places.count == serving.count)
                for reach in coverage.reaches {
                    let brute = serving.compactMap { $0.place.kilometres(from: reach.town) }
                        .sorted()
                    #expect(reach.km == brute.first, "\(need) \(reach.town.name)")
                    #expect(reach.secondKm == brute.dropFirst().first, "\(need) \(reach.town.name)")
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `every resident of the census is in one band`(engine: Engine) async throws {
        let directory = try await self.directory(try await network(engine))
        let coverage = Coverage(need: "residence", act: .processes, on: directory)
        let bands = CoverageBand.allCases.map { band in coverage.residents { $0.band == band } }
        #expect(bands.reduce(0, +) == 10_343_066)
        #expect(coverage.reaches.count { $0.band == .unknown } == 9)
        // The nine island municipalities without a point, added up by hand from the file.
        #expect(bands[CoverageBand.unknown.rawValue] == 40_488)
        #expect(coverage.residents(within: 10) == bands[0])
        #expect(coverage.residents(within: 25) == bands[0] + bands[1])
        #expect(coverage.residents(within: 50) == bands[0] + bands[1] + bands[2])
        #expect(bands[0] > 545_796, "Lisboa has a place of its own")
        let beyond = coverage.reaches.filter { $0.band == .beyond }.map(\.town.name)
        #expect(beyond.contains("Funchal") && !beyond.contains("Lisboa"))
        let nobody = Coverage(need: "residence", act: .processes, on: try await empty(engine))
        #expect(nobody.places.isEmpty && nobody.share(within: 50) == nil)
        #expect(CoverageBand(km: 10) == .within10 && CoverageBand(km: 10.01) == .within25)
        #expect(CoverageBand(km: 25) == .within25 && CoverageBand(km: 50) == .within50)
        #expect(CoverageBand(km: 50.1) == .beyond && CoverageBand(km: nil) == .unknown)
    }

    private func empty(_ engine: Engine) async throws -> DirectorySnapshot {
        try await self.directory(try await emptyNetwork(engine))
    }

    @Test(arguments: Engine.underTest)
    func `money that ends is told with whom it would leave without help`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let path = try TestFolder.make() + "/details.csv"
        try """
        slug,funding_until,checked_on,source
        claim-elvas,2026-12-31,,invented
        claim-mouraria,2026-11-01,,invented
        claim-fundao,2028-01-01,,invented
        claim-sines,2026-12-01,,invented

        """.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await network.importDirectory(path, by: .house, at: noon).problems == [])
        let directory = try await self.directory(network)
        let coverage = Coverage(need: nil, act: .helps, on: directory)
        let last = noon.utcDay.adding(days: 180)
        let ending = EndingGrant.all(by: last, in: coverage, on: directory)
        // Soonest first; a closed place has nothing to lose, and 2028 is far.
        #expect(ending.map(\.place.slug) == ["claim-mouraria", "claim-elvas"])
        #expect(EndingGrant.known(on: directory) == 3)
        // Lisboa has others; nobody else is near Elvas.
        #expect(ending.first?.losing == 0)
        let elvas = LocationID(slug: "claim-elvas")
        let others = coverage.places.filter { $0.id != elvas }
        let brute = directory.municipalities.filter { town in
            func near(_ places: [Place]) -> Bool {
                places.contains { ($0.kilometres(from: town) ?? .infinity) <= 25 }
            }
            return near(coverage.places) && !near(others)
        }.compactMap(\.population).reduce(0, +)
        #expect(ending.last?.losing == brute && brute >= 20_000)
    }

    @Test func `greedy stops keep their guarantee against the best of all plans`() throws {
        var random = SeededRandom(1978)
        for _ in 0..<40 {
            let towns = try (1...9).map { number -> Municipality in
                let point = Point(
                    lat: Double.random(in: 38...39, using: &random),
                    lon: Double.random(in: -9...(-8), using: &random))
                return Municipality(
                    code: try code("010\(number)"), name: "T\(number)", district: "D",
                    districtCode: "01", population: Int.random(in: 1...100, using: &random),
                    foreignNationals: nil, point: point)
            }
            let wanted = Int.random(in: 1...3, using: &random)
            let uncovered = towns.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
            let plan = ItinerantPlan(
                uncovered: uncovered, among: towns, stops: wanted, radius: 30)
            let best = self.best(of: wanted, towns, uncovered)
            #expect(plan.stops.count <= wanted)
            #expect(plan.reached == reached(plan.stops.map(\.town), uncovered))
            let least = 1 - pow(1 - 1 / Double(wanted), Double(wanted))
            #expect(Double(plan.reached) >= least * Double(best) - 0.001)
            #expect(plan.reached <= best && best <= plan.reachedAtMost)
            let gains = plan.stops.map(\.added)
            #expect(gains == gains.sorted(by: >) && !gains.contains(0))
            // One stop is always the best one.
            if wanted == 1 { #expect(plan.reached == best) }
        }
    }

    private func reached(_ stops: [Municipality], _ uncovered: [Municipality]) -> Int {
        uncovered.filter { town in
            stops.contains { stop in
                guard let here = stop.point, let there = town.point else { return false }
                return here.kilometres(to: there) <= 30
            }
        }.compactMap(\.population).reduce(0, +)
    }

    /// Every set of so many stops, looked at one by one.
    private func best(of count: Int, _ towns: [Municipality], _ uncovered: [Municipality]) -> Int {
        (0..<(1 << towns.count)).filter { $0.nonzeroBitCount == count }.map { bits in
            reached(towns.indices.filter { bits >> $0 & 1 == 1 }.map { towns[$0] }, uncovered)
        }.max() ?? 0
    }

    @Test func `nobody to reach, no stops`() {
        let plan = ItinerantPlan(uncovered: [], among: [], stops: 5, radius: 25)
        #expect(plan.stops.isEmpty && plan.reached == 0 && plan.reachedAtMost == 0)
    }

    @Test(arguments: Engine.underTest)
    func `the pages say how far help is, and the file has every municipality`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/coverage?need=residence&act=processes")
        #expect(page.status == 200)
        #expect(page.text.contains("10 open places that we know count here."))
        #expect(page.text.contains("9 municipalities have no point in our data"))
        #expect(page.text.contains("0 of 31 open places say until when they are paid for."))
        let farthest = try await browser.get("/coverage?need=residence&act=processes&sort=-km")
        #expect(farthest.text.contains("Corvo") == false, "what is not known comes last")
        let stops = try await browser.get("/coverage/stops?need=residence&act=processes&stops=3")
        #expect(stops.status == 200 && stops.text.contains("Nemhauser"))
        #expect(stops.text.contains("Residents newly reached"))
        let file = try await browser.get("/coverage/csv?need=residence&act=processes")
        let lines = file.text.split(whereSeparator: \.isNewline)
        #expect(lines.count == 309)
        #expect(
            lines.contains {
                $0.hasPrefix("1106,Lisboa,Lisboa,545796,residence,processes,aima-lisboa-")
            })
        #expect(
            lines.contains { $0.hasPrefix("4901,Corvo,") && $0.hasSuffix("residence,processes,,,") }
        )
        let odd = try await browser.get(
            "/coverage?need=%3Cb%3E&act=x&km=7&stops=-4&page=900&sort=x")
        #expect(odd.status == 200 && !odd.text.contains("<b>&"))
    }
}
