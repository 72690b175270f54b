public import Kernel
public import Storage

/// Noon in UTC on the day the first line was written, 2026-11-23.
public let noon = Moment(Day(number: 20_780), hour: 12)

/// The agency, and one organisation for each other duty.
public let agency = OrganisationID(101)
public let otherOrganisation = OrganisationID(102)
public let lisbonCentre = LocationID(201)
public let portoCentre = LocationID(202)

/// Migrants, each with an account for their own files.
public let ana = migrant("Ana", 11)
public let yusuf = migrant("Yusuf", 12)
public let olena = migrant("Olena", 13)

/// An officer at the Lisbon centre, and one at Porto who must not see Lisbon's files.
public let bruno = employee("Bruno", 21, .officer, .status, at: lisbonCentre)
public let beatriz = employee("Beatriz", 22, .officer, .status, at: portoCentre)
public let carla = employee("Carla", 23, .supervisor, .status, at: lisbonCentre)
public let dinis = employee("Dinis", 24, .mediator, .help, at: lisbonCentre)
public let eva = employee("Eva", 25, .partner, .status, at: lisbonCentre)
public let fatima = employee("Fátima", 26, .jurist, .complaint, at: nil)
public let guilherme = employee("Guilherme", 27, .protector, .protection, at: nil)
public let helena = employee("Helena", 28, .focalPoint, .plan, at: nil)
public let ivo = employee("Ivo", 29, .coordinator, .plan, at: nil)
public let joana = employee("Joana", 30, .analyst, .statistics, at: nil)
public let rui = employee("Rui", 31, .reporter, .plan, at: nil)
public let luis = employee("Luís", 32, .administrator, .operation, at: nil)
public let marta = employee("Marta", 33, .police, .consultation, at: nil)

/// One principal for each role, in the order of `Role`.
public let everybody = [
    ana, dinis, eva, bruno, carla, fatima, guilherme, helena, ivo, joana, rui, luis, marta,
]

private func migrant(_ name: String, _ number: Int64) -> Principal {
    Principal(account: AccountID(number), person: PersonID(number + 1_000), name: name, duties: [])
}

private func employee(
    _ name: String, _ number: Int64, _ role: Role, _ purpose: Purpose, at location: LocationID?
) -> Principal {
    let duty = Duty(role: role, organisation: agency, location: location, purpose: purpose)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

extension Keys {
    /// The same key in every run; of no use but in tests.
    public static func fixed(_ compartment: Compartment = .general) throws -> Keys {
        var random = SeededRandom(compartment.name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        return try Keys(
            (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) },
            compartment: compartment)
    }
}
