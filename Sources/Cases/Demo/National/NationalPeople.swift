import Kernel

/// Invented people and where they live. Their shares follow what was published of 2024; nobody of them is anybody.
struct NationalPeople: Sendable {
    /// Municipalities with their weights, and the office that takes a service there.
    private let homes: [(PlaceCode, Int)]

    init(_ municipalities: [PlaceCode]) {
        let large = ["11", "08", "15", "13"]
        homes = municipalities.map { place in
            // Four districts hold 71 % of all foreign residents, two municipalities 19 % [eco].
            switch place.text {
            case "1106": (place, 2_024)
            case "1111": (place, 966)
            default: (place, large.contains(String(place.text.prefix(2))) ? 90 : 20)
            }
        }
    }

    func home(_ random: inout DemoRandom) -> PlaceCode? { random.pick(homes) }

    /// Somebody who asks, alone or with as many of the family as a procedure takes.
    func household(
        _ procedure: Procedure, on day: Day, _ random: inout DemoRandom
    ) -> (household: Household, nationality: String) {
        let group = random.pick(demoGroups) ?? demoGroups[0].0
        let (one, other) = (group.familyName(&random), group.familyName(&random))
        let family = one == other ? one : "\(one) \(other)"
        let holder = person(group, family, .holder, 19...61, on: day, &random)
        let range = procedure.family
        var others: [PersonOfFile] = []
        if !range.isNone {
            if random.happens(70) {
                others.append(person(group, family, .spouse, 20...55, on: day, &random))
            }
            let children = Int.random(in: 0...2, using: &random) + (others.isEmpty ? 1 : 0)
            for _ in 0..<children {
                others.append(person(group, family, .child, 1...15, on: day, &random))
            }
        }
        let household = Household(
            holder: holder, holderIsRefugee: false, family: Array(others.prefix(range.max)))
        return (household, group.code)
    }

    private func person(
        _ group: DemoGroup, _ family: String, _ relation: Relation, _ ages: ClosedRange<Int>,
        on day: Day, _ random: inout DemoRandom
    ) -> PersonOfFile {
        let days = Int.random(in: 0...364, using: &random)
        let age = Int.random(in: ages, using: &random)
        let birth = day.adding(months: -12 * age).adding(days: -days)
        let given = group.given.randomElement(using: &random) ?? group.code
        return PersonOfFile(
            name: "\(given) \(family)", birth: birth, relation: relation,
            isInPortugal: relation == .holder || random.happens(40))
    }
}

/// Names that are frequent somewhere.
private struct DemoGroup: Sendable {
    let code: String
    let given: [String]
    let family: [String]

    init(_ code: String, _ given: String, _ family: String) {
        self.code = code
        self.given = given.split(separator: " ").map(String.init)
        self.family = family.split(separator: " ").map(String.init)
    }

    func familyName(_ random: inout DemoRandom) -> String {
        family.randomElement(using: &random) ?? code
    }
}

/// Residents by nationality in 2024, in thousands [eco][24h]; those of the Union ask elsewhere.
private let demoGroups: [(DemoGroup, Int)] = [
    (
        DemoGroup(
            "BRA", "Ana Bruno Camila Diego Eduarda Felipe Gabriela Heitor Isabela João Larissa",
            "Almeida Barbosa Cardoso Dias Ferreira Gomes Lima Moreira Oliveira Pereira Silva"),
        485
    ),
    (
        DemoGroup(
            "IND", "Amrit Deepa Gurpreet Harjit Jaspreet Kiran Manpreet Neha Priya Rajesh Sunil",
            "Brar Dhillon Gill Kaur Kumar Patel Sandhu Sharma Sidhu Singh"), 99
    ),
    (
        DemoGroup(
            "AGO", "Adilson Celeste Domingos Jandira Kiluanji Luzia Nzinga Paulina Teresa",
            "Cassule Francisco Kiala Manuel Neto Quissanga Sebastião"), 92
    ),
    (
        DemoGroup(
            "UKR", "Andriy Bohdan Daryna Halyna Iryna Kateryna Mykola Natalia Oksana Serhiy Taras",
            "Bondarenko Kovalenko Kravchenko Lysenko Melnyk Shevchenko Tkachenko"), 79
    ),
    (
        DemoGroup(
            "CPV", "Adilson Carlos Djamila Edson Helena Ivandro Nilda Odair Sandra Zenaida",
            "Andrade Correia Delgado Évora Lopes Monteiro Semedo Tavares Varela"), 66
    ),
    (
        DemoGroup(
            "NPL", "Anil Bikash Binita Dipak Gita Kamala Pradip Ramesh Sita Sunita",
            "Adhikari Gurung Karki Magar Rai Shrestha Tamang Thapa"), 58
    ),
    (
        DemoGroup(
            "BGD", "Abdul Ayesha Farhana Jahangir Kamrul Mizanur Nasrin Rahima Shafiq Tania",
            "Ahmed Akter Begum Chowdhury Hossain Islam Miah Rahman Uddin"), 55
    ),
    (
        DemoGroup(
            "CHN", "Fang Hui Jie Lei Li Min Ping Wei Xia Yan",
            "Chen Huang Li Lin Wang Wu Zhang Zhou"), 31
    ),
    (
        DemoGroup(
            "USA", "Alice Brian Carol David Emily George Helen Kevin Laura Peter",
            "Anderson Brown Carter Davis Johnson Miller Smith Wilson"), 19
    ),
]
