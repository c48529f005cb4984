package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.UserVector;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.UserFeaturePlan;
import io.freshet.features.declared.UserFeatures;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserStateFormatTest extends FormatContract<UserState> {
    private static final FeaturePlan DECLARED = FeaturePlan.of(List.of(
            FeatureDefinition.builder("views", Entity.USER, Aggregation.COUNT)
                    .events(Set.of("view"))
                    .window(Duration.ofDays(1))
                    .build(),
            FeatureDefinition.builder("seen", Entity.USER_ITEM, Aggregation.COUNT)
                    .build(),
            FeatureDefinition.builder("bought", Entity.USER_ITEM, Aggregation.RATIO)
                    .events(Set.of("buy"))
                    .of(Set.of("view", "buy"))
                    .build()));
    private static final UserFeaturePlan FEATURES = new UserFeaturePlan(DECLARED, 10);

    UserStateFormatTest() {
        super("UserState", 1);
    }

    @Override
    UserState sample() {
        return user(11, -22);
    }

    @Override
    UserState read(DataInput in) throws IOException {
        return UserStateFormat.read(in);
    }

    @Override
    void write(UserState value, DataOutput out) throws IOException {
        UserStateFormat.write(value, out);
    }

    @Test
    void aUserComesBackAsItWas() throws IOException {
        UserState user = read(golden());

        assertThat(user.taste().values()).containsExactly(1f, -0.5f);
        assertThat(user.taste().accumulator()).isEqualTo(0.25f);
        assertThat(user.recent().size()).isEqualTo(3);
        assertThat(user.recent().time(2)).isEqualTo(2_000);
        assertThat(user.consumed().toLongArray()).containsExactlyInAnyOrder(-22, 11);
        assertThat(user.events()).isEqualTo(7);
        assertThat(user.recentEvents().add(5, 8)).isFalse();
        assertThat(user.recentEvents().add(-6, 8)).isFalse();
        assertThat(user.recentEvents().size()).isEqualTo(2);
        assertThat(user.dislikes().sorted()).containsExactly(-44, 33);
        assertThat(user.newestMs()).isEqualTo(4_000);
        assertThat(requireNonNull(user.features()).items()).isEqualTo(2);
        double[] values = new double[3];
        FEATURES.readUser(user.features(), 5_000, values);
        FEATURES.readItem(user.features(), -22, 5_000, values);
        assertThat(values).containsExactly(1, 1, 1);
        FEATURES.readItem(user.features(), 11, 5_000, values);
        assertThat(values).containsExactly(1, 1, 0);
    }

    @Test
    void aListOfAUserComesBackAsItWas() throws IOException {
        UserState user = read(golden());
        RecentLists lists = requireNonNull(user.lists());
        ServedList list = requireNonNull(lists.of(99, 4_500, 1_000));

        assertThat(lists.layout()).isEqualTo(-77);
        assertThat(lists.of(99, 4_501, 1_000)).as("expired").isNull();
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.placeOf(-22)).isEqualTo(1);
        assertThat(list.placeOf(5)).isEqualTo(ServedList.NONE);
        assertThat(list.position(2)).isEqualTo(RankerState.POSITIONS - 1);
        assertThat(list.value(1, 1)).isEqualTo(0.25f);
        assertThat(list.set(1)).isEqualTo(9);
        assertThat(list.isSkipped(0)).isTrue();
        assertThat(list.isSkipped(1)).as("taken").isFalse();
        assertThat(list.isSkipped(2)).as("not shown").isFalse();
        assertThat(list.takenPlace()).isEqualTo(1);
        assertThat(list.takenMs()).isEqualTo(3_600);
        assertThat(list.takenStrength()).isEqualTo(0.5f);
    }

    @Test
    void aUserOfTheFourthVersionIsReadAndHasNoLists() throws IOException {
        UserState user = readGolden("UserState-4");

        assertThat(user.lists()).isNull();
        assertThat(requireNonNull(user.features()).items()).isEqualTo(2);
        user.lists(lists());
        assertThat(written(user)).isEqualTo(golden());
    }

    @Test
    void aTakenPlaceThatAListDoesNotHaveIsRefused() throws IOException {
        byte[] bytes = golden();
        int takenPlace = bytes.length - (3 * 18 + 8 + 4 + 8 + 4);
        bytes[takenPlace + 3] = 3;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a list of 3 items says that the one at place 3 was taken");
    }

    @Test
    void aUserOfTheThirdVersionIsReadAndHasNoDeclaredFeatures() throws IOException {
        UserState user = readGolden("UserState-3");

        assertThat(user.features()).isNull();
        assertThat(user.newestMs()).isEqualTo(3_000);
        user.features(features());
        user.lists(lists());
        assertThat(written(user)).isEqualTo(golden());
    }

    @Test
    void aUserOfTheFirstVersionIsReadAndRemembersNoEvent() throws IOException {
        UserState user = readGolden("UserState-1");

        assertThat(user.recentEvents().size()).isZero();
        user.recentEvents().add(5, 8);
        user.recentEvents().add(-6, 8);
        assertThat(user.dislikes().isEmpty()).isTrue();
        dislikes(user.dislikes());
        user.features(features());
        user.lists(lists());
        assertThat(written(user)).isEqualTo(golden());
    }

    @Test
    void aUserOfTheSecondVersionIsReadAndDislikesNothing() throws IOException {
        UserState user = readGolden("UserState-2");

        assertThat(user.dislikes().isEmpty()).isTrue();
        assertThat(user.newestMs()).isEqualTo(2_000);
        dislikes(user.dislikes());
        user.features(features());
        user.lists(lists());
        assertThat(written(user)).isEqualTo(golden());
    }

    @Test
    void aDislikeThatWasTakenBackKeepsItsTime() throws IOException {
        UserState user = readGolden("UserState-2");
        user.dislikes().add(33, 3_000);
        user.dislikes().remove(33);
        byte[] bytes = written(user);

        assertThat(read(bytes).newestMs()).isEqualTo(3_000);
        assertThat(read(bytes).dislikes().isEmpty()).isTrue();
    }

    @Test
    void aUserWithoutAVectorIsRefused() throws IOException {
        byte[] bytes = golden();
        Arrays.fill(bytes, 1, 5, (byte) -1);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessage("a user's state has no vector: the data is damaged");
    }

    /** The bytes of the first value and of the accumulator. */
    @ParameterizedTest(name = "byte {0}")
    @ValueSource(ints = {5, 13})
    void aValueThatIsNotFiniteIsRefused(int at) throws IOException {
        byte[] bytes = golden();
        bytes[at] = 0x7f;
        bytes[at + 1] = (byte) 0xc0;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the value NaN, which no program wrote: the data is damaged");
    }

    @Test
    void equalUsersAreEqualBytesWhateverTheOrderOfConsumption() throws IOException {
        UserState one = user(11, -22);
        UserState other = user(-22, 11);

        assertThat(written(one)).isEqualTo(written(other));
    }

    /** Whatever the order of events was, the state that was written is the state that is read. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomUsersComeBackEqual(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            UserState user = new UserState(new UserVector(new float[] {random.nextInt()}, 1f), 1 + random.nextInt(5));
            int events = random.nextInt(40);
            for (int event = 0; event < events; event++) {
                long key = random.nextLong();
                user.recent().add(key, event / 3 - random.nextInt(3) / 2);
                user.consumed().add(key);
                user.recentEvents().add(key, 16);
                user.countEvent();
            }
            byte[] bytes = written(user);
            UserState read = read(bytes);

            assertThat(written(read)).isEqualTo(bytes);
        }
    }

    @Test
    void aCopiedUserLivesItsOwnLife() throws IOException {
        UserState user = user(11, -22);
        byte[] before = written(user);
        UserState copy = user.copy();
        copy.taste().values()[0] = 9f;
        copy.recent().add(5, 9_000);
        copy.consumed().add(5);
        copy.recentEvents().add(77, 8);
        copy.countEvent();
        requireNonNull(requireNonNull(copy.lists()).of(99, 3_500, 0)).take(0, 4_000, 2f);

        assertThat(written(user)).isEqualTo(before);
        assertThat(copy.events()).isEqualTo(user.events() + 1);
    }

    private static UserState user(long firstConsumed, long secondConsumed) {
        RecentItems recent = new RecentItems(2);
        recent.add(11, 1_000);
        recent.add(-22, 2_000);
        recent.add(11, 2_000);
        LongOpenHashSet consumed = new LongOpenHashSet();
        consumed.add(firstConsumed);
        consumed.add(secondConsumed);
        RecentEvents events = new RecentEvents();
        events.append(5);
        events.append(-6);
        Dislikes dislikes = new Dislikes();
        dislikes(dislikes);
        return new UserState(
                new UserVector(new float[] {1f, -0.5f}, 0.25f),
                recent,
                consumed,
                events,
                dislikes,
                features(),
                lists(),
                7);
    }

    /** A purchase of item −22 and a view of item 11. */
    private static UserFeatures features() {
        UserFeatures features = FEATURES.fit(null);
        FEATURES.add(features, new FeatureEvent(1, -22, 1, DECLARED.typeOf("buy"), FeatureEvent.NO_VALUE, 3_000, 0));
        FEATURES.add(features, new FeatureEvent(1, 11, 2, DECLARED.typeOf("view"), FeatureEvent.NO_VALUE, 4_000, 0));
        return features;
    }

    /** One list of three items, of which the first was skipped, the second taken, and the third not shown. */
    private static RecentLists lists() {
        RecentLists lists = new RecentLists(-77, 2);
        ServedList list = lists.add(99, 3_500, 3, 2, 4, 1_000);
        list.set(0, 1);
        list.set(1, 9);
        put(list, 0, 11, 0, 0.5f, -1f);
        put(list, 1, -22, 1, 2f, 0.25f);
        put(list, 2, 33, 40, -0.125f, 4f);
        list.show(0);
        list.take(1, 3_600, 0.5f);
        return lists;
    }

    private static void put(ServedList list, int place, long item, int position, float... values) {
        list.put(place, item, position);
        for (int feature = 0; feature < values.length; feature++) {
            list.value(feature, place, values[feature]);
        }
    }

    private static void dislikes(Dislikes dislikes) {
        dislikes.add(33, 2_500);
        dislikes.add(-44, 3_000);
    }
}
