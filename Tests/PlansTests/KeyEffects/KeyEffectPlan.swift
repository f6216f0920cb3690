/// A plan in which every key of the schema stands, with the tariffs and calendars that it names.
enum KeyEffectPlan {
    static let text = """
        plan: base
        edition: 1404-1
        title: { fa: پایه, en: Base }
        months: 12
        guarantee_months: 6
        calendar: office
        tariff: guild
        quotas:
          installs:
            title: { fa: نصب‌ها, en: Installs }
            unit: count
            amount: 2
          spare:
            title: { fa: ذخیره, en: Spare }
            unit: count
            amount: 1
          hours:
            title: { fa: ساعت‌ها, en: Hours }
            unit: minute
            amount: 600
            step: 15
            counts_per: session
            overdraw: price
            day_minutes: 480
        kinds:
          assessment:
            title: { fa: بررسی, en: Assessment }
            rules:
              - { id: look, places: [remote], inside: free, outside: free }
          install:
            title: { fa: نصب, en: Install }
            every_months: 6
            target: 4h
            points: 10
            rules:
              - id: install-remote
                places: [remote]
                interval: support
                inside: { quota: [installs], beyond: { fixed: 5_000_000 } }
                outside: { fixed: 7_000_000 }
              - id: install-company
                places: [company]
                inside: { quota: [spare], beyond: quote }
                outside: { quote: { rate: install } }
          support:
            title: { fa: پشتیبانی, en: Support }
            unit: minute
            rules:
              - id: support-hours
                places: [remote]
                inside: { quota: [hours], beyond: { quote: { rate: hour, step: 0.5, minimum: 1 } } }
                outside: { quote: { rate: hour, step: 0.5, minimum: 1 } }
          visit:
            title: { fa: بازدید, en: Visit }
            unit: minute
            rules:
              - id: visit
                places: [on-site]
                inside: { quote: { rate: hour, travel: road } }
                when: { distance_below_km: 40, otherwise: quote }
                outside: quote
          code:
            title: { fa: کد, en: Code }
            rules:
              - id: code
                places: [phone]
                identity: code
                second_person: always
                hours: business
                channels: [phone]
                prerequisites:
                  - { name: backup, title: { fa: پشتیبان, en: Backup } }
                inside: uncounted
                outside: denied
          release:
            title: { fa: نسخه, en: Release }
            rules:
              - id: release
                places: [remote]
                released_in_window: true
                inside: free
                when: { same_platform: true, otherwise: quote, applies: inside }
                outside: { fixed: 9_000_000 }
          fix:
            title: { fa: رفع ایراد, en: Fix }
            rules:
              - id: fix
                places: [remote]
                interval: guarantee
                requested_in_window: true
                inside: free
                when: { bought_version: true, otherwise: quote }
                outside: quote
          licence:
            title: { fa: مجوز, en: Licence }
            rules:
              - id: licence
                places: [remote]
                inside: free
                when: { coordinated: { lead_business_days: 1 }, otherwise: { fixed: 3_000_000 } }
                outside: free
        """

    static func tariff(_ source: String, factor: Int) -> String {
        """
        tariff: \(source)
        year: 1404
        edition: 1
        from: 1403-01-01
        until: 1407-01-01
        currency: IRR
        title: { fa: تعرفه, en: Tariff }
        lines:
          install: { title: { fa: نصب, en: Install }, unit: count, rials: \(6_500_000 * factor) }
          setup: { title: { fa: راه‌اندازی, en: Setup }, unit: count, rials: \(8_000_000 * factor) }
          hour: { title: { fa: ساعت, en: Hour }, unit: hour, rials: \(5_000_000 * factor) }
          road: { title: { fa: راه, en: Road }, unit: kilometre, rials: \(60_000 * factor) }
          taxi: { title: { fa: تاکسی, en: Taxi }, unit: count, rials: \(2_000_000 * factor) }
        """
    }

    static func calendar(_ name: String, _ hours: String) -> String {
        let week = ["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"]
        return "calendar: \(name)\nweek:\n" + week.map { "  \($0): [\"\(hours)\"]" }.joined(separator: "\n")
    }
}
