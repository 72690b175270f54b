import Formats
import Foundation
import Kernel
import LegalTime
import ServiceNetwork

extension Joints {
    /// What referrals are counted by: the choices of the installation, and the working days of each municipality.
    static func referrals(
        _ options: Options, _ calendar: HolidayCalendar, _ zone: Zone
    ) throws -> ReferralSettings {
        let kept = LastRead<String, WorkingCalendar>()
        return ReferralSettings(
            policy: try referralPolicy(options.policy), zone: zone,
            working: { place in
                kept.value(of: place.text) {
                    calendar.working(at: Place(municipality: place.text))
                }
            }, address: House.address(options))
    }

    /// A country without the file takes the standard of the room.
    static func referralPolicy(_ policy: String) throws -> ReferralPolicy {
        let path = policy + "/" + ReferralPolicy.path
        guard FileManager.default.fileExists(atPath: path) else { return .standard }
        return try ReferralPolicy(YAML.parse(Files.bytes(path), file: ReferralPolicy.path))
    }
}
