import Formats
import Foundation
import Kernel
import People
import ServiceNetwork
import Storage

/// The accounts of one compartment: the general one, or a sealed one on the host of the body that owns it.
private func withAccounts<T: Sendable>(
    _ options: Options, _ compartment: String,
    _ work: @Sendable (People, House?) async throws -> T
) async throws -> T {
    let wanted = try Compartment.known(compartment)
    if wanted == .general {
        let house = try await House.open(options)
        defer { house.compartments.close() }
        return try await work(house.people, house)
    }
    let compartments = try await Compartments.open(
        options, only: [wanted], schema: SealedHouse.schema)
    defer { compartments.close() }
    let house = try SealedHouse(options, compartments, behindProxy: false)
    return try await work(house.people, nil)
}

/// Makes an account.
public func addUser(
    _ options: Options, compartment: String = "general", login: String, name: String,
    password: String
) async throws -> Answer {
    let id = try await withAccounts(options, compartment) { people, _ in
        try await people.addUser(login: login, name: name, password: password, isPerson: false)
    }
    return Answer(
        "made the account \(login)", ["id": .int(Int(id.value)), "login": .string(login)])
}

/// Notes that a message to an address came back after a carrier had taken it.
public func noteBounce(
    _ options: Options, compartment: String = "general", address: String, reason: String
) async throws -> Answer {
    let people = try await withAccounts(options, compartment) { people, _ in
        try await people.bounced(address, reason: reason)
    }
    guard people > 0 else {
        throw Trouble(
            "no channel in use has the address \(address): it may have been noted before, or removed"
        )
    }
    return Answer(
        "\(address) gives messages back; what went there unread goes on to the next channel",
        ["address": .string(address), "people": .int(people)])
}

public func listUsers(
    _ options: Options, compartment: String = "general"
) async throws -> Answer {
    let users = try await withAccounts(options, compartment) { people, _ in
        try await people.users()
    }
    let lines = users.map { user in
        let duties = user.duties.map { "\($0.role.rawValue)/\($0.purpose.rawValue)" }.joined(
            separator: " ")
        return "\(user.login)\t\(user.name)\t\(duties)"
    }
    let items: [JSON] = users.map { user in
        [
            "login": .string(user.login), "name": .string(user.name),
            "duties": .array(
                user.duties.map {
                    ["role": .string($0.role.rawValue), "purpose": .string($0.purpose.rawValue)]
                }),
        ]
    }
    return Answer(lines.joined(separator: "\n"), ["users": .array(items)])
}

/// Gives an account a duty.
public func addDuty(
    _ options: Options, compartment: String = "general", login: String, role: String,
    purpose: String, organisation: Int64, place: String?
) async throws -> Answer {
    guard let role = Role(rawValue: role) else {
        throw Trouble("--role is one of " + Role.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard let purpose = Purpose(rawValue: purpose) else {
        throw Trouble(
            "--purpose is one of " + Purpose.allCases.map(\.rawValue).joined(separator: ", "))
    }
    try await withAccounts(options, compartment) { people, general in
        let duty = Duty(
            role: role, organisation: OrganisationID(organisation),
            location: try await found(place, general), purpose: purpose)
        try await people.giveDuty(duty, to: login)
    }
    return Answer(
        "\(login) is now \(role.rawValue)",
        ["login": .string(login), "role": .string(role.rawValue)])
}

private func found(_ place: String?, _ general: House?) async throws -> LocationID? {
    guard let place else { return nil }
    guard let general else {
        throw Trouble("a sealed compartment knows no places; leave --place out")
    }
    let network = general.network
    let location = try await general.database.read { db in
        try network.location(slug: place, in: db)
    }
    guard let location else {
        throw Trouble("there is no place \(place) in the directory")
    }
    return location
}
