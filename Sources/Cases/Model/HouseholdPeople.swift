extension Household {
    /// Everybody, the holder first, in the order in which a file numbers them.
    var people: [PersonOfFile] { [holder] + family }
}

extension CaseView {
    /// Somebody of the file with all that was said of them when it was handed in, or when they joined it.
    func person(of member: CaseMember) -> PersonOfFile {
        let people = history.household.people
        return people.indices.contains(member.position) ? people[member.position] : member.person
    }
}

extension CaseHistory {
    /// The name of somebody by their place in the file.
    func name(of person: Int?) -> String? {
        let people = household.people
        return person.flatMap { people.indices.contains($0) ? people[$0].name : nil }
    }
}
