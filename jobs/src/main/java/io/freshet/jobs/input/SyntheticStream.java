package io.freshet.jobs.input;

import io.freshet.schemas.Interaction;
import java.util.Comparator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Generated shoppers in a generated shop: a stream in which there is something to learn, the same for the same seed on
 * every machine. For one thread.
 *
 * <p>The model, all of it hidden from whoever reads the stream but for the titles, which name the theme:
 *
 * <ul>
 *   <li><b>Items</b> belong to one of 32 themes of unequal size of following. An item has a lasting quality (heavy-tailed)
 *       and at times a hit: its demand rises within hours and falls over days. New items are released all the time, most
 *       with a small hit, one in twenty with a big one; the 8,192 newest are on sale.
 *   <li><b>Transitions</b>: each item leads to four others, by halves: two sought-after ones and any one of its theme, and
 *       one of the partner theme. New items take over some of their theme's transitions.
 *   <li><b>Shoppers</b> like three themes (.55, .30, .15); now and then a new liking comes in and old ones change places.
 *       A third of the new ones come once. The others return after half a day to a week on average, by person, and stay away for
 *       good after one visit in 14. Nights are quiet.
 *   <li><b>Visits</b> are bursts of about four views, seconds to minutes apart. A visit starts with something bought before, on
 *       the front page (what is wanted most just now), or in a liked theme. The next view follows a transition half the
 *       time, else it stays in the theme, goes to another liked one, or back to the front page. What was seen lately is
 *       mostly avoided. Some views are followed by {@code cart}, and most baskets by {@code purchase} of all of it at one moment.
 *   <li><b>Growth</b>: some 7,000 events a day at first, and eight times that after a year. Time starts at
 *       2000-01-01 UTC and reaches 2026 only after some 500 million events, so none lies in the future.
 * </ul>
 *
 * <p>Memory does not grow with the number of events: it is that of the items on sale and of the shoppers who may come back,
 * who stay away as fast as new ones come (2,300 at first, about 22,000 when the shop has grown). About 1 µs an event.
 */
public final class SyntheticStream implements InteractionStream {
    /** 2000-01-01T00:00:00Z. */
    static final long START_MS = 946_684_800_000L;

    private static final double DAY_MS = 86_400_000;
    private static final int SHOPPERS_AT_THE_START = 2_300;
    private static final double NEW_SHOPPERS_A_DAY = 130;
    private static final double GROWS_BY_ITSELF_IN_DAYS = 30;
    private static final double MOST_GROWN = 10;
    private static final double COMES_ONCE = 0.35;
    private static final double FIRST_VISITS_WITHIN_DAYS = 4;
    private static final float WEIGHT = 1f;

    private static final class Visitor {
        private final Shopper shopper;
        private final long number;
        private String session = "";

        Visitor(Shopper shopper, long number) {
            this.shopper = shopper;
            this.number = number;
        }

        long number() {
            return number;
        }

        long nextMs() {
            return shopper.nextMs();
        }
    }

    private final Chance chance;
    private final SyntheticItems items;
    private final PriorityQueue<Visitor> visitors =
            new PriorityQueue<>(Comparator.comparingLong(Visitor::nextMs).thenComparingLong(Visitor::number));
    private final long events;
    private long emitted;
    private long sessions;
    private long shoppers;
    private long nextArrivalMs = START_MS;

    private SyntheticStream(long seed, long events) {
        this.chance = new Chance(seed);
        this.items = new SyntheticItems(chance, START_MS);
        this.events = events;
        for (int i = 0; i < SHOPPERS_AT_THE_START; i++) {
            long firstVisitMs = START_MS + (long) chance.upTo(FIRST_VISITS_WITHIN_DAYS * DAY_MS);
            welcome(chance.awake(firstVisitMs), false);
        }
    }

    /**
     * Starts the stream of a seed.
     *
     * @param events how many there are, {@link Long#MAX_VALUE} for a stream without an end
     */
    public static SyntheticStream open(long seed, long events) {
        if (events < 1) {
            throw new InputException(events + " generated events are less than 1: ask for a positive number, or none");
        }
        return new SyntheticStream(seed, events);
    }

    /** How many may act again: what memory is proportional to. */
    int activeShoppers() {
        return visitors.size();
    }

    @Override
    public boolean hasNext() {
        return emitted < events;
    }

    @Override
    public Interaction next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        Visitor visitor = firstVisitor();
        visitors.remove();
        items.advanceTo(visitor.nextMs());
        if (visitor.shopper.beginsVisit()) {
            visitor.session = "s" + ++sessions;
        }
        Shopper.Act act = visitor.shopper.act();
        if (!visitor.shopper.isGone()) {
            visitors.add(visitor);
        }
        return interaction(visitor, act);
    }

    private Interaction interaction(Visitor visitor, Shopper.Act act) {
        String eventId = "e" + ++emitted;
        return new Interaction(
                eventId,
                visitor.shopper.id(),
                SyntheticItems.id(act.item()),
                act.type(),
                WEIGHT,
                act.timeMs(),
                visitor.session,
                null,
                Map.of());
    }

    private Visitor firstVisitor() {
        Visitor first = visitors.peek();
        while (first == null || first.nextMs() >= nextArrivalMs) {
            welcome(nextArrivalMs, chance.of(COMES_ONCE));
            scheduleArrival();
            first = visitors.peek();
        }
        return first;
    }

    private void welcome(long firstVisitMs, boolean comesOnce) {
        long number = ++shoppers;
        visitors.add(new Visitor(new Shopper("u" + number, comesOnce, firstVisitMs, items, chance), number));
    }

    private void scheduleArrival() {
        double days = (double) (nextArrivalMs - START_MS) / DAY_MS;
        double growth = Math.min(1 + days / GROWS_BY_ITSELF_IN_DAYS, MOST_GROWN);
        double aDay = NEW_SHOPPERS_A_DAY * growth * Chance.awakeness(nextArrivalMs);
        nextArrivalMs += 1 + (long) chance.around(DAY_MS / aDay);
    }

    @Override
    public void close() {}
}
