//! Resolves an object field after field, a list row after row. Nothing in a resolver waits, so that a future is polled once, where it stands:
//! there is nothing to box, keys stay in the order of the request, and the work ends when the request's budget does.

use std::borrow::Cow;
use std::future::{Future, Ready, ready};
use std::pin::{Pin, pin};
use std::slice::Iter;
use std::sync::Arc;
use std::task::{Context as Task, Poll, Waker};

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::{ContainerType, resolve_container as resolve_interface};
use async_graphql::{ContextSelectionSet, Name, OutputType, Positioned, ServerError, ServerResult, Value};

use super::budget::Budget;
use super::form::{Form, merge};
use super::json;

/// What the walk finds in the context of a request; without it, nothing is counted, and values are what comes out.
pub struct Walk {
    pub budget: Budget,
    pub form: Form,
}

impl Walk {
    fn of<'a>(ctx: &ContextSelectionSet<'a>) -> Option<&'a Walk> {
        ctx.data_opt::<Arc<Walk>>().map(|walk| &**walk)
    }
}

/// The object's fields that the request asks for. It stands in the place of the library's function of the same name.
pub fn resolve_container<T: ContainerType + ?Sized>(ctx: &ContextSelectionSet<'_>, object: &T) -> Ready<ServerResult<Value>> {
    ready(Plan::of::<T>(ctx).made(ctx, object))
}

/// How objects of one type are resolved: the same for all rows of a list.
struct Plan<'a> {
    walk: Option<&'a Walk>,
    name: Cow<'static, str>,
    asked: Vec<&'a Positioned<Field>>,
}

impl<'a> Plan<'a> {
    fn of<T: ContainerType + ?Sized>(ctx: &ContextSelectionSet<'a>) -> Self {
        let name = T::type_name();
        Self { walk: Walk::of(ctx), asked: Asked::of(ctx, &name).collect(), name }
    }

    fn form(&self) -> Form {
        self.walk.map_or(Form::Values, |walk| walk.form)
    }

    /// Takes values, and the bytes of their texts, from what the request may spend.
    fn spend(&self, values: usize, bytes: usize) -> ServerResult<()> {
        let goes_on = self.walk.is_none_or(|walk| walk.budget.spend(values as u64, bytes as u64));
        if goes_on { Ok(()) } else { Err(ServerError::new("too many values", None)) }
    }

    /// Not inlined: types that lead to each other would be compiled into each other.
    #[inline(never)]
    fn made<T: ContainerType + ?Sized>(&self, ctx: &ContextSelectionSet<'_>, object: &T) -> ServerResult<Value> {
        if self.form() == Form::Values {
            let mut values = IndexMap::new();
            let instead = self.fields(ctx, object, &mut |key, value| merge(&mut values, key.clone(), value))?;
            return Ok(instead.unwrap_or(Value::Object(values)));
        }
        let mut text = Vec::with_capacity(256);
        self.write(ctx, object, &mut text)?;
        Ok(Value::Binary(text.into()))
    }

    /// Writes an object after what is there.
    fn write<T: ContainerType + ?Sized>(&self, ctx: &ContextSelectionSet<'_>, object: &T, text: &mut Vec<u8>) -> ServerResult<()> {
        let start = text.len();
        let instead = self.fields(ctx, object, &mut |key, value| {
            text.push(if text.len() == start { b'{' } else { b',' });
            json::write_key(key, text);
            json::write(value, text);
        })?;
        match instead {
            Some(value) => json::write(value, text),
            None if text.len() == start => text.extend_from_slice(b"{}"),
            None => text.push(b'}'),
        }
        Ok(())
    }

    /// Gives each field that is asked for to `add`; what comes back, if anything, stands in the place of the object.
    fn fields<T: ContainerType + ?Sized>(
        &self,
        ctx: &ContextSelectionSet<'_>,
        object: &T,
        add: &mut dyn FnMut(&Name, Value),
    ) -> ServerResult<Option<Value>> {
        let name = object.introspection_type_name();
        // Only the library can ask an interface for the fields of the thing behind it; where none are asked for, it would make null of the thing.
        if name != self.name {
            let asked = Asked::of(ctx, &name).count();
            if asked > 0 {
                let value = at_once(pin!(resolve_interface(ctx, object)))?;
                let bytes = if let Value::Object(fields) = &value { fields.values().map(json::text_bytes).sum() } else { 0 };
                self.spend(1 + asked, bytes)?;
                return Ok(Some(value));
            }
        }
        let (mut failed, mut bytes) = (0, 0);
        for field in &self.asked {
            let key = &field.node.response_key().node;
            if field.node.name.node == "__typename" {
                add(key, Value::String(name.to_string()));
                continue;
            }
            let ctx = ctx.with_field(field);
            match at_once(pin!(object.resolve_field(&ctx))) {
                Ok(value) => {
                    let value = value.unwrap_or_default();
                    bytes += key.len() + json::text_bytes(&value);
                    add(key, value);
                }
                Err(error) => {
                    ctx.add_error(error);
                    failed += 1;
                }
            }
        }
        self.spend(1 + self.asked.len(), bytes)?;
        Ok((failed > 0 && failed == self.asked.len()).then_some(Value::Null))
    }
}

/// A list that may be long.
pub struct Rows<T>(pub Vec<T>);

impl<T: ContainerType> OutputType for Rows<T> {
    fn type_name() -> Cow<'static, str> {
        <Vec<T> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<T> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<T> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        let plan = Plan::of::<T>(ctx);
        if plan.form() == Form::Values {
            let made = self.0.iter().enumerate().map(|(at, item)| plan.made(&ctx.with_index(at), item));
            return made.collect::<ServerResult<_>>().map(Value::List);
        }
        let mut text = vec![b'['];
        for (at, item) in self.0.iter().enumerate() {
            if at > 0 {
                text.push(b',');
            }
            plan.write(&ctx.with_index(at), item, &mut text)?;
            if at == 0 {
                // Rows are about as long as the first.
                text.reserve(self.0.len() * (text.len() + text.len() / 8));
            }
        }
        text.push(b']');
        Ok(Value::Binary(text.into()))
    }
}

/// The value of a future that doesn't wait. One that did would be a mistake of ours, and is told as such.
#[inline]
fn at_once<V>(future: Pin<&mut impl Future<Output = ServerResult<V>>>) -> ServerResult<V> {
    match future.poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => Err(ServerError::new("a resolver waits", None)),
    }
}

/// The fields of a selection that concern an object of one type, fragments spread.
struct Asked<'a, 'n> {
    ctx: &'n ContextSelectionSet<'a>,
    /// The type of the object.
    name: &'n str,
    here: Iter<'a, Positioned<Selection>>,
    /// What is left of the selections that the walk is inside of.
    around: Vec<Iter<'a, Positioned<Selection>>>,
}

impl<'a, 'n> Asked<'a, 'n> {
    fn of(ctx: &'n ContextSelectionSet<'a>, name: &'n str) -> Self {
        Self { ctx, name, here: ctx.item.node.items.iter(), around: Vec::new() }
    }

    fn concerns(&self, condition: &str) -> bool {
        condition == self.name || self.ctx.schema_env.registry.implements.get(self.name).is_some_and(|all| all.contains(condition))
    }
}

impl<'a> Iterator for Asked<'a, '_> {
    type Item = &'a Positioned<Field>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(selection) = self.here.next() else {
                self.here = self.around.pop()?;
                continue;
            };
            let (condition, inner) = match &selection.node {
                Selection::Field(field) => return Some(field),
                Selection::InlineFragment(inline) => (inline.node.type_condition.as_ref(), &inline.node.selection_set),
                Selection::FragmentSpread(spread) => match self.ctx.query_env.fragments.get(&spread.node.fragment_name.node) {
                    Some(fragment) => (Some(&fragment.node.type_condition), &fragment.node.selection_set),
                    None => continue,
                },
            };
            if condition.is_none_or(|condition| self.concerns(&condition.node.on.node)) {
                self.around.push(std::mem::replace(&mut self.here, inner.node.items.iter()));
            }
        }
    }
}
