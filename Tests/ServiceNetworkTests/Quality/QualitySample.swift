import Foundation
import Kernel
import Storage
import TestSupport

@testable import ServiceNetwork

/// The third quarter of 2026: the last that is over at `noon`.
let summer = Quarter(of: noon.utcDay.adding(days: -80))
let fundao = LocationID(slug: "claim-fundao")
let porto = LocationID(slug: "aima-porto")
let lisboa = LocationID(slug: "aima-lisboa-1")

func realStandards() throws -> ServiceStandards {
    let path = projectFolder + "/policy/pt/network/standards.yaml"
    return try ServiceStandards(
        yaml: try String(contentsOfFile: path, encoding: .utf8), file: "standards.yaml")
}

/// A network with the project's own places and standards, and what other rooms would answer.
func qualityNetwork(
    _ engine: Engine, _ asks: QualityAsks = QualityAsks()
) async throws
    -> ServiceNetwork
{
    let network = ServiceNetwork(
        database: try await TestDatabase.make(engine, migrations: schema), quality: asks,
        standards: try realStandards())
    try await network.importDirectory(referenceData, by: .house, at: noon)
    return network
}

extension ServiceNetwork {
    func drawCode(_ place: LocationID) async throws -> Reference {
        let action = DrawOpinionCode(location: place)
        try await database.write { db in try action.perform(by: luis, at: noon, in: db) }
        return action.code
    }

    /// As many of each answer, from very badly to very well, in the quarter that is over.
    func give(
        _ answers: [Int], at place: LocationID, about topic: OpinionTopic? = nil
    ) async throws {
        let code = Reference.new(OpinionPoint.kind)
        try await database.write { db in
            for (answer, n) in zip(OpinionAnswer.allCases, answers) where n > 0 {
                try GiveOpinion(code: code, answer: answer, topic: topic)
                    .add(n, to: place, in: summer, isDemo: false, in: db)
            }
        }
    }

    func board(_ quarter: Quarter? = nil) async throws -> QualityBoard? {
        try await database.read { db in try QualityBoard.find(quarter, in: db) }
    }

    func opinions() async throws -> [String] {
        try await database.read { db in
            try db.all(
                "SELECT location, quarter, answer, topic, n FROM opinion ORDER BY answer, topic"
            ).map { row in
                let (place, quarter): (LocationID, String) = (try row[0], try row[1])
                let (answer, topic, n): (Int, String, Int) = (try row[2], try row[3], try row[4])
                return "\(place) \(quarter) \(answer) \(topic) \(n)"
            }
        }
    }
}
