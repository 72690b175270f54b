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

let holidaysCSV = """
    date,scope,place,name_pt,category
    2026-02-17,country,,Carnaval,optional
    2026-04-03,country,,Sexta-feira Santa,public
    2026-05-18,region,PT-20,Dia da Região Autónoma dos Açores,public
    2026-06-10,country,,Dia de Portugal,public
    2026-06-13,municipality,1106,Dia de Santo António,public
    2026-06-24,municipality,1312,Dia de São João,public
    2026-12-01,country,,Restauração,public
    2026-12-08,country,,Imaculada Conceição,public
    2026-12-25,country,,Natal,public
    2027-01-01,country,,Ano Novo,public
    """

func calendar(_ municipality: String? = nil) throws -> WorkingCalendar {
    try HolidayCalendar(csv: holidaysCSV, file: "holidays.csv").working(
        at: Place(municipality: municipality))
}

func rule(_ length: Int, _ unit: ClockUnit) -> ClockRule {
    var rule = ClockRule(
        name: "decision", length: length, unit: unit, starts: "filed", article: "art. 82")
    rule.suspendedBy = ["asked"]
    rule.resumedBy = ["answered"]
    rule.metBy = ["decided"]
    rule.effect = .tacitApproval
    return rule
}
