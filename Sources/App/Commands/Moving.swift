import Cases
import Formats
import Kernel

/// Moves what flows allow between the compartments that this host may open, and says what became of each.
public func runFlows(_ options: Options) async throws -> Answer {
    let compartments = try await Compartments.open(options, schema: House.schema)
    defer { compartments.close() }
    return try await runFlows(options, compartments, at: systemClock())
}

func runFlows(
    _ options: Options, _ compartments: Compartments, at now: Moment
) async throws -> Answer {
    let policy = try Files.policy(options.policy)
    let mover = try FlowMover(
        flows: policy.flows, compartments: compartments,
        zone: try Files.zone(try Files.country(options.policy).zoneName),
        rooms: try Joints.sealedRooms(compartments, policy, options))
    let (moves, forgotten) = try await mover.run(at: now)
    var lines = moves.map { "\($0.flow.name): \($0.words)" }
    if forgotten > 0 { lines.append("\(forgotten) rows were past their time and are forgotten") }
    return Answer(
        lines.isEmpty ? "no flows stand in the policy" : lines.joined(separator: "\n"),
        ["flows": .array(moves.map(\.json)), "forgotten": .int(forgotten)],
        isGood: moves.allSatisfy(\.isGood))
}
