package io.freshet.jobs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;

/** No {@code new HashMap} and the like in a static initialiser. */
final class InitialiseWithoutMutableCollections extends ArchCondition<JavaClass> {
    InitialiseWithoutMutableCollections() {
        super("initialise without mutable collections");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getStaticInitializer().ifPresent(initialiser -> initialiser.getConstructorCallsFromSelf().stream()
                .filter(InitialiseWithoutMutableCollections::makesCollection)
                .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription()))));
    }

    private static boolean makesCollection(JavaConstructorCall call) {
        JavaClass made = call.getTargetOwner();
        return made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class);
    }
}
