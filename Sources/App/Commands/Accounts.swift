import Formats
import Foundation
import Kernel
import People
import ServiceNetwork
import Storage

/// Makes an account.
public func addUser(
    _ options: Options, login: String, name: String, password: String
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let id = try await house.people.addUser(
        login: login, name: name, password: password, isPerson: false)
    return Answer(
        "made the account \(login)", ["id": .int(Int(id.value)), "login": .string(login)])
}

public func listUsers(_ options: Options) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let users = try await house.people.users()
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
    _ options: Options, login: String, role: String, purpose: String, organisation: Int64,
    place: String?
) async throws -> Answer {
    guard let role = Role(rawValue: role) else {
        throw Trouble("--role is one of " + Role.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard let purpose = Purpose(rawValue: purpose) else {
        throw Trouble(
            "--purpose is one of " + Purpose.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    var location: LocationID?
    if let place {
        location = try await house.database.read { db in
            try house.network.location(slug: place, in: db)
        }
        if location == nil { throw Trouble("there is no place \(place) in the directory") }
    }
    let duty = Duty(
        role: role, organisation: OrganisationID(organisation), location: location, purpose: purpose
    )
    try await house.people.giveDuty(duty, to: login)
    return Answer(
        "\(login) is now \(role.rawValue)",
        ["login": .string(login), "role": .string(role.rawValue)])
}
