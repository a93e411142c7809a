/** Names and addresses of generated objects: functions of what they are made for. */
@NullMarked
package dev.isthmus.translate.name;

import org.jspecify.annotations.NullMarked;
