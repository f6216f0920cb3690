/// How the tokens of clouds and forges look: a prefix that no word begins with, and so many bytes of an alphabet behind it.
struct TokenShape: Sendable {
    enum Alphabet: Sendable {
        /// Letters, digits, `_`, `-`.
        case token
        case alphanumeric
        /// Digits and upper-case letters.
        case upper
        case hexadecimal
        /// `token` and dots, colons, `=`, `/`, `+`, `%`, `~`: what has parts.
        case parts
    }

    let prefix: [UInt8]
    let kind: RedactionKind
    let shortest: Int
    let alphabet: Alphabet

    @inline(__always)
    func takes(_ byte: UInt8) -> Bool {
        switch alphabet {
        case .token: ASCII.isTokenByte(byte)
        case .alphanumeric: ASCII.isAlphanumeric(byte)
        case .upper: ASCII.isUpper(byte) || ASCII.isDigit(byte)
        case .hexadecimal: ASCII.isHexadecimal(byte)
        case .parts: ASCII.isBase64(byte) || byte == 46 || byte == 58 || byte == 37 || byte == 126
        }
    }

    /// By the first byte of the prefix. The lengths are those of the issuers' documents, the shortest of each.
    static let table: [[TokenShape]] = {
        var table = [[TokenShape]](repeating: [], count: 256)
        func add(_ kind: String, _ prefixes: String, _ shortest: Int, _ alphabet: Alphabet) {
            for prefix in prefixes.split(separator: " ") {
                let bytes = Array(prefix.utf8)
                guard let first = bytes.first else { continue }
                table[Int(first)].append(
                    TokenShape(prefix: bytes, kind: RedactionKind(rawValue: kind), shortest: shortest, alphabet: alphabet))
            }
        }
        add("aws-key", "AKIA ASIA ABIA ACCA AGPA AIDA AROA AIPA ANPA ANVA APKA ASCA", 16, .upper)
        add("aws-key", "bedrock-api-key- ABSK", 40, .parts)
        add("gcp-key", "AIza", 30, .token)
        add("gcp-key", "ya29. 1//0 GOCSPX- AQ.Ab8", 20, .parts)
        add("github-token", "ghp_ gho_ ghu_ ghs_ ghr_", 30, .parts)
        add("github-token", "github_pat_", 22, .token)
        add(
            "gitlab-token", "glpat- gldt- glrt- glptt- glcbt- glsoat- glft- glagent- glimt- gloas- glffct- glwt- GR1348941", 16,
            .parts)
        add("bitbucket-token", "ATBB ATCTT3", 20, .parts)
        add("atlassian-token", "ATATT3", 40, .parts)
        add("slack-token", "xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxc- xoxd- xoxo- xoxe.xox xapp- xwfp-", 10, .parts)
        add("stripe-key", "sk_live_ sk_test_ rk_live_ rk_test_ whsec_", 16, .parts)
        add("npm-token", "npm_", 30, .alphanumeric)
        add("pypi-token", "pypi-", 40, .token)
        add("rubygems-key", "rubygems_", 40, .hexadecimal)
        add("crates-token", "cioa", 28, .alphanumeric)
        add("nuget-key", "oy2", 43, .alphanumeric)
        add("digitalocean-token", "dop_v1_ doo_v1_ dor_v1_", 40, .hexadecimal)
        add("huggingface-token", "hf_ api_org_", 30, .alphanumeric)
        add("openai-key", "sk-proj- sk-svcacct- sk-admin- sk-None-", 20, .token)
        add("anthropic-key", "sk-ant-", 20, .token)
        add("openrouter-key", "sk-or-", 20, .token)
        add("api-key", "sk-", 20, .token)
        add(
            "api-key", "gsk_ xai- pplx- nvapi- r8_ fw_ tgp_v1_ cohere_ co_ jina_ tvly- lsv2_pt_ lsv2_sk_ AIzaSy pcsk_ e2b_ fc-",
            28, .token)
        add("vault-token", "hvs. hvb. hvr.", 20, .parts)
        add("docker-token", "dckr_pat_ dckr_oat_", 20, .token)
        add("sendgrid-key", "SG.", 40, .parts)
        add("mailgun-key", "key-", 32, .hexadecimal)
        add("mailchimp-key", "xkeysib- xsmtpsib- re_", 30, .token)
        add("twilio-key", "SK AC", 32, .hexadecimal)
        add("shopify-token", "shpat_ shpss_ shpca_ shppa_", 32, .hexadecimal)
        add("square-token", "sq0atp- sq0csp- sq0idp- EAAAl EAAAE", 22, .token)
        add("facebook-token", "EAACEdEose0cBA EAAG EAAB", 40, .alphanumeric)
        add("grafana-token", "glsa_ glc_", 30, .parts)
        add("databricks-token", "dapi dkea dose", 32, .hexadecimal)
        add("alibaba-key", "LTAI", 12, .alphanumeric)
        add("tencent-key", "AKID", 32, .alphanumeric)
        add("yandex-key", "AQVN YCAJE YCM", 25, .token)
        add("tailscale-key", "tskey-", 16, .token)
        add("cloudflare-token", "cfat_ cfut_ v1.0-", 30, .token)
        add("hashicorp-token", "atlasv1.", 40, .parts)
        add("linear-key", "lin_api_ lin_oauth_", 30, .alphanumeric)
        add("notion-token", "ntn_ secret_", 40, .alphanumeric)
        add("postman-key", "PMAK-", 40, .token)
        add("figma-token", "figd_ figu_", 30, .token)
        add("fly-token", "fo1_ FlyV1 fm2_ fm1r_ fm1a_ fm2r_", 30, .parts)
        add("supabase-key", "sbp_ sb_secret_", 20, .token)
        add("pulumi-token", "pul-", 40, .hexadecimal)
        add("contentful-token", "CFPAT-", 30, .token)
        add("sentry-token", "sntrys_ sntryu_", 40, .parts)
        add("newrelic-key", "NRAK- NRJS- NRII- NRAA-", 19, .token)
        add("dynatrace-token", "dt0c01. dt0s01. dt0s16.", 40, .parts)
        add("elastic-key", "essu_ AKA", 60, .parts)
        add("airtable-token", "pat", 70, .parts)
        add("asana-token", "1/1", 40, .parts)
        add("hubspot-token", "pat-na1- pat-eu1-", 30, .token)
        add("intra42-token", "s-s4t2ud- s-s4t2af-", 40, .hexadecimal)
        add("doppler-token", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim.", 30, .parts)
        add("planetscale-token", "pscale_tkn_ pscale_oauth_ pscale_pw_", 30, .parts)
        add("prefect-key", "pnu_ pnb_", 30, .alphanumeric)
        add("onepassword-token", "ops_eyJ", 60, .parts)
        add("artifactory-token", "AKCp cmVmdGtu", 50, .alphanumeric)
        add("flutterwave-key", "FLWSECK_TEST- FLWSECK-", 12, .token)
        add("easypost-key", "EZAK EZTK", 50, .alphanumeric)
        add("zoho-token", "1000.", 60, .parts)
        add("private-key", "AGE-SECRET-KEY-1", 50, .upper)
        add("private-key", "b3BlbnNzaC1rZXktdjEA", 40, .parts)
        return table
    }()
}
