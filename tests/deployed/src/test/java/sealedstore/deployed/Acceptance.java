package sealedstore.deployed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Safe on a stack in use: these tests overwrite no item, leave nothing behind that does not expire,
 * and change neither the stack nor any role. {@code make acceptance} runs them.
 */
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Tag("acceptance")
@interface Acceptance {}
