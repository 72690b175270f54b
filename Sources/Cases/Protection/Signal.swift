import FoundationEssentials
import Kernel

/// What somebody noticed about a child: handed over in a closed envelope, and kept nowhere else.
struct Signal: Codable, Sendable, Equatable {
    let profession: String
    /// The signs that were ticked, of those of the profession.
    let signs: [String]
    /// Whether the child was in danger there and then.
    let inDanger: Bool
    let text: String
    let place: String?
    /// How to reach whoever signalled, where they wish it; never their account.
    let contact: String?
    let day: Day

    /// Every envelope has one length: how much was written shows on none.
    func plain() throws -> [UInt8] {
        let bytes = [UInt8](try JSONEncoder().encode(self))
        guard bytes.count <= envelopeBytes else {
            throw Refused(
                .tooLarge, "This is too long. Write less, and the rest when somebody calls.")
        }
        return bytes + Array(repeating: UInt8(ascii: " "), count: envelopeBytes - bytes.count)
    }

    init(
        profession: String, signs: [String], inDanger: Bool, text: String, place: String?,
        contact: String?, day: Day
    ) {
        self.profession = profession
        self.signs = signs
        self.inDanger = inDanger
        self.text = text
        self.place = place
        self.contact = contact
        self.day = day
    }

    init(plain: [UInt8]) throws {
        self = try JSONDecoder().decode(Signal.self, from: Data(plain))
    }
}

/// The longest text in letters of four bytes, each escaped, and all else, with room to spare.
private let envelopeBytes = 48 * 1_024
/// As long as an answer of a form may be.
let signalTextMax = 4_000
