package io.freshet.features.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
    private static final FeatureDefinition VIEWS = FeatureDefinition.builder("views", Entity.USER, Aggregation.COUNT)
            .events(Set.of("view"))
            .build();

    private final FeaturePlan plan = FeaturePlan.of(List.of(VIEWS), 3);
    private final FeatureTables tables = new FeatureTables(plan);
    private long clock;

    @Test
    void aUserIsCountedFromTheThirdEventOn() {
        double[] counts = new double[5];
        for (int n = 0; n < counts.length; n++) {
            add(7, "view");
            counts[n] = views(7);
        }
        assertThat(counts).containsExactly(0, 0, 1, 2, 3);
        assertThat(tables.users().size()).isOne();
        assertThat(tables.users().waiting()).isZero();
    }

    @Test
    void eventsThatNoFeatureLooksAtDoNotAdmit() {
        for (int n = 0; n < 10; n++) {
            add(7, "like");
        }
        add(7, "view");
        assertThat(views(7)).isZero();
        assertThat(tables.users().waiting()).isOne();
        assertThat(tables.users().bytes()).isPositive();
    }

    @Test
    void aMillionUsersWhoComeOnceTakeNoMoreThanThoseWhoMayWait() {
        for (int user = 0; user < 1_000_000; user++) {
            add(user, "view");
            assertThat(tables.users().waiting() <= Admission.MOST_WAITING).isTrue();
        }
        assertThat(tables.users().most()).as("users held").isZero();
        for (int n = 0; n < 3; n++) {
            add(5, "view");
        }
        assertThat(views(5)).as("who comes again is admitted").isOne();
    }

    @Test
    void whoeverWaitsBeginsAnewWhenTooManyDo() {
        Admission admission = new Admission(2);
        assertThat(admission.admits(1, 0)).isFalse();
        for (int other = 2; other <= Admission.MOST_WAITING; other++) {
            assertThat(admission.admits(other, 0)).isFalse();
        }
        assertThat(admission.waiting()).isEqualTo(Admission.MOST_WAITING);
        assertThat(admission.admits(2, 0)).as("it is not too late").isTrue();
        assertThat(admission.admits(-1, 0)).isFalse();
        assertThat(admission.admits(-2, 0)).as("one too many").isFalse();
        assertThat(admission.waiting()).isOne();
        assertThat(admission.admits(1, 0)).as("forgotten").isFalse();
    }

    @Test
    void asManyMayWaitAsAreAdmitted() {
        Admission admission = new Admission(2);
        for (int key = 0; key < 2 * Admission.MOST_WAITING; key++) {
            admission.admits(key, 2 * Admission.MOST_WAITING);
        }
        assertThat(admission.waiting()).isEqualTo(2 * Admission.MOST_WAITING);
    }

    @Test
    void nothingButOneToAThousandEventsIsAccepted() {
        assertThatThrownBy(() -> FeaturePlan.of(List.of(VIEWS), 0))
                .hasMessage("admission is 0: set it between 1, for all, and 1000");
        assertThatThrownBy(() -> FeaturePlan.of(List.of(VIEWS), 1_001)).hasMessageContaining("admission is 1001");
    }

    private void add(long user, String type) {
        tables.add(new FeatureEvent(user, 1, clock, plan.typeOf(type), 1, clock, clock));
        clock++;
    }

    private double views(long user) {
        double[] into = new double[1];
        tables.read(user, 1, clock, clock, into);
        return into[0];
    }
}
