package io.freshet.jobs.validate;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How events are spread over users and items, and which users may be machines; one trail a user, 4 bytes an item. */
final class Activity implements Check<Event> {
    private static final int MOMENTS_IN_MINUTE = 60;
    private static final int EQUAL_GAPS = 20;
    private static final double MOSTLY = 0.5;
    private static final double MOST_OF_ONE_USER = 0.05;
    private static final int USERS_TO_JUDGE_SHARES = 100;
    private static final int TIMES_THE_MEAN = 100;
    private static final int MANY_EVENTS = 1000;

    private final TimeUnits units;
    private final List<UserTrail> users = new ArrayList<>();
    private final IntArrayList eventsOfItem = new IntArrayList();
    private final Resolution resolution = new Resolution();
    private long events;

    /** @param units sees the same events, and knows whether a minute is one */
    Activity(TimeUnits units) {
        this.units = units;
    }

    @Override
    public void take(Event event) {
        events++;
        resolution.take(event.timestampMs());
        if (event.newUser()) {
            users.add(new UserTrail(event.row()));
        } else {
            users.get(event.user()).take(event.timestampMs());
        }
        if (event.newItem()) {
            eventsOfItem.add(1);
        } else {
            eventsOfItem.set(event.item(), eventsOfItem.getInt(event.item()) + 1);
        }
    }

    @Override
    public List<Finding> findings() {
        return List.of(single(), heavy(), machines());
    }

    private Finding single() {
        long singleUsers = users.stream().filter(user -> user.events() == 1).count();
        long singleItems = eventsOfItem.intStream().filter(count -> count == 1).count();
        double share = (double) singleUsers / users.size();
        return Finding.of(
                "single events",
                Status.of(singleUsers == users.size(), share > MOSTLY),
                Words.count(singleUsers) + " of " + Words.count(users.size(), "user", "users") + " ("
                        + Words.percent(share) + ") and " + Words.count(singleItems) + " of "
                        + Words.count(eventsOfItem.size(), "item", "items") + " ("
                        + Words.percent((double) singleItems / eventsOfItem.size()) + ") have one event only.",
                Map.of(
                        "users",
                        users.size(),
                        "single_users",
                        singleUsers,
                        "items",
                        eventsOfItem.size(),
                        "single_items",
                        singleItems),
                examples(user -> user.events() == 1 ? 1 : 0, "event"),
                singleUsers == users.size()
                        ? "give a stream in which users come back: nobody can be tested"
                        : "look at the figures of known users (KU) too, or give a longer stream");
    }

    private Finding heavy() {
        long[] counts = users.stream().mapToLong(UserTrail::events).sorted().toArray();
        int top = Math.max(1, counts.length / 100);
        long ofTop = Arrays.stream(counts, counts.length - top, counts.length).sum();
        long most = counts[counts.length - 1];
        double mean = (double) events / counts.length;
        boolean judged = counts.length >= USERS_TO_JUDGE_SHARES;
        boolean heavy =
                judged && (most > MOST_OF_ONE_USER * events || (most > MANY_EVENTS && most > TIMES_THE_MEAN * mean));
        return Finding.of(
                "heavy users",
                Status.of(false, heavy),
                "The user with most events has " + Words.count(most) + " of " + Words.count(events) + " ("
                        + Words.percent((double) most / events) + "), the top 1 % of users (" + Words.count(top) + ") "
                        + Words.percent((double) ofTop / events) + ", the mean is "
                        + Words.value(Math.round(10 * mean) / 10.0) + ".",
                Map.of(
                        "most_events",
                        most,
                        "top_user_share",
                        (double) most / events,
                        "top_percent_share",
                        (double) ofTop / events,
                        "mean_events",
                        mean),
                examples(UserTrail::events, "events"),
                "make sure that this is a person and no crawler, test or shared account, or remove it: every average is"
                        + " partly its");
    }

    private Finding machines() {
        if (units.isAnotherUnit()) {
            return Finding.pass(
                    "machine-like users", "Not judged, since the times seem to be in another unit.", Map.of());
        }
        long hasty = users.stream().filter(Activity::isHasty).count();
        long regular = users.stream().filter(this::isRegular).count();
        long both =
                users.stream().filter(user -> isHasty(user) || isRegular(user)).count();
        return Finding.of(
                "machine-like users",
                Status.of(false, both > 0),
                both == 0
                        ? "No user acts at " + MOMENTS_IN_MINUTE + " times of one minute or at " + EQUAL_GAPS
                                + " equal gaps in a row."
                        : Words.count(hasty, "user acts", "users act") + " at " + MOMENTS_IN_MINUTE
                                + " or more times of one minute, " + Words.count(regular) + " at " + EQUAL_GAPS
                                + " or more equal gaps in a row.",
                Map.of("hasty_users", hasty, "regular_users", regular),
                machineExamples(),
                "make sure that these are persons, or remove them");
    }

    private static boolean isHasty(UserTrail user) {
        return user.mostMomentsInMinute() >= MOMENTS_IN_MINUTE;
    }

    /** A gap of one step of the clock is what a day-by-day record gives to anybody who is there every day. */
    private boolean isRegular(UserTrail user) {
        return user.mostEqualGaps() >= EQUAL_GAPS && user.mostEqualGapMs() > resolution.stepMs();
    }

    private List<Example> machineExamples() {
        Examples examples = new Examples();
        for (UserTrail user : users) {
            if (isHasty(user)) {
                examples.add(() -> ofUser(user, user.mostMomentsInMinute() + " different times in one minute"));
            } else if (isRegular(user)) {
                examples.add(() -> ofUser(
                        user, user.mostEqualGaps() + " gaps in a row of " + Words.duration(user.mostEqualGapMs())));
            }
        }
        return examples.kept();
    }

    private List<Example> examples(ToLongFunction<UserTrail> score, String unit) {
        Largest largest = new Largest();
        users.forEach(user -> largest.offer(score.applyAsLong(user), user.first()));
        return largest.rows().stream()
                .filter(scored -> scored.score() > 0)
                .map(scored -> new Example(
                        scored.row().line(),
                        "user '" + scored.row().user() + "' has " + Words.count(scored.score()) + " " + unit))
                .toList();
    }

    private static Example ofUser(UserTrail user, String what) {
        return new Example(user.first().line(), "user '" + user.first().user() + "' has " + what);
    }
}
