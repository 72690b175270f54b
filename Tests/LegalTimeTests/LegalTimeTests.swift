import Formats
import Kernel
import Testing

@testable import LegalTime

struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A day that the test's author has written correctly.
func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: -1) }

let holidayRules = """
    checked: {from: 2026, to: 2027}
    holidays:
      - {name: Carnaval, easter: -47, category: optional, source: x, verified: false}
      - {name: Sexta-feira Santa, easter: -2, category: public, source: x, verified: false}
      - {name: Açores, easter: 50, region: PT-20, category: public, source: x, verified: false}
      - {name: Dia de Portugal, fixed: 06-10, category: public, source: x, verified: false}
      - {name: Santo António, fixed: 06-13, municipality: "1106", category: public, source: x, verified: false}
      - {name: São João, fixed: 06-24, municipality: "1312", category: public, source: x, verified: false}
      - {name: Restauração, fixed: 12-01, category: public, source: x, verified: false}
      - {name: Imaculada Conceição, fixed: 12-08, category: public, source: x, verified: false}
      - {name: Natal, fixed: 12-25, category: public, source: x, verified: false}
      - {name: Ano Novo, fixed: 01-01, category: public, source: x, verified: false}
    """

func holidays() throws -> HolidayCalendar {
    try HolidayCalendar(rules: YAML.parse(holidayRules, file: "holidays.yaml"))
}

func calendar(_ municipality: String? = nil) throws -> WorkingCalendar {
    try holidays().working(at: Place(municipality: municipality))
}

/// The policy of Portugal as it stands in the project.
let policyFolder =
    String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }) + "/policy/pt"

func rule(_ length: Int, _ unit: ClockUnit) -> ClockRule {
    var rule = ClockRule(
        name: "decision", length: length, unit: unit, starts: "filed", article: "art. 82")
    rule.suspensions = [Suspension(by: ["asked"], until: ["answered"])]
    rule.metBy = ["decided"]
    rule.effect = .tacitApproval
    return rule
}
