/// What it shows of a person that a page was asked for. Where reading begins a period of the law, only a page that its
/// person opened themselves begins it.
public enum Look: Sendable {
    /// A person asked for this page and has it before them.
    case counts
    /// Perhaps nobody sees it: only the head was asked for, a browser loads ahead, a page of another site or a part of
    /// a page asked. The page shows a button then, whose POST counts.
    case asks
    /// They see it, and it proves nothing: for a while after a desk let somebody into the account.
    case provesNothing
}

extension Exchange {
    /// Browsers say for what and from where they ask (Fetch Metadata Request Headers, W3C); one that says nothing is an
    /// old one, with a person before it.
    public var look: Look {
        if identity?.provesReceipt == false { return .provesNothing }
        let isAhead = ["sec-purpose", "purpose", "x-purpose", "x-moz"].contains {
            headers[$0]?.lowercased().contains("pre") == true
        }
        let isPage = ["document", nil].contains(headers["sec-fetch-dest"])
        let isFromHere = ["same-origin", "none", nil].contains(headers["sec-fetch-site"])
        return !isHead && !isAhead && isPage && isFromHere ? .counts : .asks
    }
}
