extension TableShape {
    /// The table as it stands before protection: rules say what is sensitive, zeros are told.
    ///
    /// For counts a hidden cell is known to hold at least one person for each innermost cell in it that is not
    /// zero, because zeros are published. In a table of
    /// magnitudes whoever is alone in a cell knows it, and must not find the others by it.
    public func table(
        _ contents: [CellContent], rules: [SensitivityRule], cost: HidingCost = .cells
    ) throws(TableFault) -> LinkedTable {
        guard contents.count == count else {
            throw .wrongCellCount(contents.count, expected: count)
        }
        let largest = contents.map(\.value.magnitude).max() ?? 0
        let areCounts = contents.allSatisfy { $0.largest.isEmpty }
        let present = areCounts ? summed { min(1, contents[$0].value) } : []
        let cells = contents.enumerated().map { index, content in
            TableCell(
                value: content.value,
                lowest: areCounts ? min(present[index], content.value) : min(0, content.value),
                cost: cost.of(content.value, largest: largest), standing: standing(content, rules))
        }
        return try LinkedTable(
            cells: cells, relations: relations, insiders: areCounts ? [] : insiders(contents))
    }

    /// A table of counts of people.
    public func table(
        counts: [Int], rules: [SensitivityRule], cost: HidingCost = .cells
    ) throws(TableFault) -> LinkedTable {
        try table(counts.map(CellContent.init(count:)), rules: rules, cost: cost)
    }

    private func standing(
        _ content: CellContent, _ rules: [SensitivityRule]
    ) -> TableCell.Standing {
        if let level = rules.level(of: content) { return .sensitive(level) }
        return content.value == 0 ? .told : .open
    }

    /// For each innermost cell with one contributor: the cell and the sums to which nobody else adds.
    private func insiders(_ contents: [CellContent]) -> [[Int]] {
        (0..<count).filter { contents[$0].count == 1 && isLeaf($0) }.map { leaf in
            let lines = zip(dimensions, coordinates(of: leaf)).map { $0.line(from: $1) }
            let cells = zip(lines, strides).reduce([0]) { cells, line in
                cells.flatMap { cell in line.0.map { cell + $0 * line.1 } }
            }
            return cells.filter {
                contents[$0].count == 1 || contents[$0].value == contents[leaf].value
            }.sorted()
        }
    }
}
