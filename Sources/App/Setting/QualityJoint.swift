import Appointments
import Cases
import Foundation
import Kernel
import People
import ServiceNetwork
import Storage

extension QualityAsks {
    /// What the figures of quality ask: visits of Appointments, decisions and complaints of Cases, staff of People. Those
    /// rooms are made after the network.
    static func joined(
        _ visits: Box<Appointments>, _ files: Box<Cases>, _ people: Box<People>, address: String
    ) -> QualityAsks {
        var joined = QualityAsks()
        joined.address = address
        joined.waits = { span, db in
            try visits.get().waits(within: span, in: db).mapValues {
                PlaceWaits(days: $0.days, isDemo: $0.isDemo)
            }
        }
        joined.decisions = { span, days, db in
            try files.get().decisions(within: span, days: days, in: db).mapValues(PlaceShare.init)
        }
        joined.complaints = { span, db in
            try files.get().complaints(within: span, in: db).mapValues(PlaceShare.init)
        }
        joined.staff = { db in
            try people.get().staff(in: db).map {
                StaffMember(
                    account: $0.account, login: $0.login, name: $0.name, roles: $0.roles,
                    places: $0.places)
            }
        }
        return joined
    }
}

extension PlaceShare {
    init(_ share: OfficeShare) {
        self.init(count: share.count, all: share.all, isDemo: share.isDemo)
    }
}

extension Files {
    /// What services promise; nothing where the policy has no such file.
    static func standards(_ policy: String) throws -> ServiceStandards {
        let name = "network/standards.yaml"
        guard let data = FileManager.default.contents(atPath: policy + "/" + name) else {
            return ServiceStandards()
        }
        return try ServiceStandards(yaml: String(decoding: data, as: UTF8.self), file: name)
    }
}
