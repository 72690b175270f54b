import Formats

/// What stands in a data set: groups, series and observations.
extension JSONDataWriter {
    // MARK: groups

    mutating func write(_ group: PartialKeyAttributes) throws {
        guard version != .v1 else {
            guard !isBodyOpen else {
                throw error("SDMX-JSON 1.0 has no groups, and one comes behind its data; write 2.1")
            }
            groups.add(group)
            return
        }
        guard !isBodyOpen || !areGroupsWritten else {
            throw error("groups stand before and behind the data; tell the writer the shape")
        }
        let at = try open(hasTime: true)
        var isFirst = groupBytes.bytes.isEmpty
        groupBytes.comma(&isFirst)
        groupBytes.raw("\"")
        let places = structures[at].series + structures[at].observation
        var named: [Int] = []
        for (position, place) in places.enumerated() {
            if position > 0 { groupBytes.raw(":") }
            let code = place < 0 ? group.period : place < group.key.count ? group.key[place] : nil
            guard let code else { continue }
            named.append(place)
            let index =
                place < 0
                ? structures[at].time.index(of: code)
                : structures[at].dimensions[place].index(of: code)
            groupBytes.whole(index)
        }
        groupBytes.raw("\":[")
        isFirst = true
        structures[at].groupAttributes.write(
            group.attributes, named: named, into: &groupBytes, isFirst: &isFirst,
            mayWriteOut: mayWriteOut)
        groupBytes.raw("]")
    }

    mutating func writeGroups() {
        guard !groupBytes.bytes.isEmpty else { return }
        out.key("dimensionGroupAttributes")
        out.raw("{")
        out.bytes += groupBytes.bytes
        out.raw("}")
    }

    // MARK: series and observations

    mutating func take(_ series: PartialKeyAttributes) throws {
        try closeSeries(writeAnnounced: true)
        if dataSet?.dimensionAtObservation == "AllDimensions" {
            flatSeries = series.attributes
        } else {
            announced = series
        }
    }

    /// A series that has attributes and no observations is written as well.
    mutating func closeSeries(writeAnnounced: Bool) throws {
        closeSeries()
        guard let series = announced, writeAnnounced else { return }
        announced = nil
        if series.attributes.isEmpty { return }
        let at = try open(hasTime: true)
        try openSeries(at, series.key.map { $0 ?? "" }, series.period ?? "", series.attributes)
        closeSeries()
    }

    mutating func closeSeries() {
        guard isSeriesOpen else { return }
        out.raw("}}")
        isSeriesOpen = false
    }

    mutating func openSeries(
        _ at: Int, _ key: [String], _ period: String, _ own: [String: String]
    ) throws {
        var at = at
        let places = structures[at].series
        let mark = places.map { $0 < 0 ? period : $0 < key.count ? key[$0] : "" }.hashValue
        // One name twice in an object is lost on most readers.
        if !seen.insert(mark).inserted || seen.count > seriesMax {
            at = try reopen(hasTime: structures[at].hasTime)
            seen.insert(mark)
        }
        openBody(at)
        out.comma(&isFirstInBody)
        structures[at].writeKey(places, key, period, into: &out)
        out.raw("{")
        if !own.isEmpty {
            out.key("attributes")
            out.raw("[")
            var isFirst = true
            structures[at].seriesAttributes.write(
                own, into: &out, isFirst: &isFirst, mayWriteOut: mayWriteOut)
            out.raw("]")
        }
        out.key("observations")
        out.raw("{")
        (seriesKey, seriesPeriod) = (key, period)
        (isSeriesOpen, isFirstInSeries) = (true, true)
    }

    mutating func write(_ one: Observation) throws {
        let isTimed = dataSet?.dimensionAtObservation == "TIME_PERIOD" || !one.period.isEmpty
        var at = try open(hasTime: isTimed)
        if !structures[at].hasTime, !one.period.isEmpty { at = try reopen(hasTime: true) }
        var attributes = one.attributes
        if version == .v1, !groups.isEmpty {
            attributes.merge(groups.attributes(of: one.key, one.period)) { own, _ in own }
        }
        if structures[at].isFlat {
            attributes.merge(flatSeries) { own, _ in own }
            openBody(at)
            out.comma(&isFirstInBody)
        } else {
            try goToSeries(of: one, at)
            at = current ?? at
            out.comma(&isFirstInSeries)
        }
        structures[at].writeKey(structures[at].observation, one.key, one.period, into: &out)
        writeValues(one, attributes, at)
    }

    mutating func goToSeries(of one: Observation, _ at: Int) throws {
        let isSame =
            isSeriesOpen && announced == nil
            && structures[at].series.allSatisfy {
                $0 < 0 ? seriesPeriod == one.period : seriesKey[$0] == one.key[$0]
            }
        if isSame { return }
        let series = announced
        announced = nil
        closeSeries()
        let fits = series.map { zip($0.key, one.key).allSatisfy { $0 == nil || $0 == $1 } } ?? false
        try openSeries(at, one.key, one.period, fits ? series?.attributes ?? [:] : [:])
    }

    mutating func writeValues(
        _ one: Observation, _ attributes: [String: String], _ at: Int
    ) {
        out.raw("[")
        var attributes = attributes
        // 1.0 knows one measure; the others are attributes there.
        let others = version == .v1 ? [] : structures[at].structure.measures.dropFirst()
        let isEmpty =
            one.value == nil && one.text == nil && attributes.isEmpty && one.status == nil
            && one.confidentiality == nil
        if isEmpty { return out.raw("]") }
        writeValue(one)
        for name in others {
            let text = attributes.removeValue(forKey: name)
            out.raw(",")
            writeMeasure(text)
        }
        if let status = one.status { attributes["OBS_STATUS"] = status }
        if let confidentiality = one.confidentiality { attributes["CONF_STATUS"] = confidentiality }
        var isFirst = false
        structures[at].observationAttributes.write(
            attributes, into: &out, isFirst: &isFirst, mayWriteOut: mayWriteOut)
        out.raw("]")
    }

    mutating func writeValue(_ one: Observation) {
        if let value = one.value {
            out.number(value)
        } else if let text = one.text {
            writeRich(text)
        } else {
            out.raw("null")
        }
    }

    /// A measure beside the first: a number where it is written as JSON writes one.
    mutating func writeMeasure(_ text: String?) {
        guard let text else { return out.raw("null") }
        if let value = decimalNumber(text), CSVDataWriter.text(value) == text {
            out.raw(text)
        } else {
            writeRich(text)
        }
    }

    mutating func writeRich(_ text: String) {
        if AttributeText.isRich(text), version != .v1 {
            out.raw(AttributeText(text).json.canonical)
        } else {
            out.string(text)
        }
    }
}

/// So many series stand in one data set; more of the same follow in the next.
private let seriesMax = 200_000
