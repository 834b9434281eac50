//! The types of all fields, as the schema states them, for telling lists, leaves and connections in a document.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, EnumType, FieldDefinition, InputObjectType, InterfaceType, ObjectType, Type, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Name, Positioned};
use std::collections::HashMap;

/// The fields of the schema's objects, interfaces and input objects, and the values of its enums.
#[derive(Default)]
pub struct Shapes {
    fields: HashMap<Name, HashMap<Name, Shape>>,
    inputs: HashMap<Name, HashMap<Name, Type>>,
    enums: HashMap<Name, Vec<String>>,
}

pub struct Shape {
    pub kind: Type,
    /// The field's description.
    pub says: String,
}

impl Shapes {
    /// The type at the root of every query.
    pub const QUERY: &'static str = "Query";

    /// From the schema in its own language.
    pub fn of(sdl: &str) -> Result<Shapes, String> {
        let schema = parse_schema(sdl).map_err(|error| error.to_string())?;
        let mut shapes = Shapes::default();
        for definition in schema.definitions {
            let TypeSystemDefinition::Type(Positioned { node: definition, .. }) = definition else { continue };
            match definition.kind {
                TypeKind::Object(ObjectType { fields, .. }) | TypeKind::Interface(InterfaceType { fields, .. }) => {
                    let fields = fields.into_iter().map(|field| shape(field.node)).collect();
                    shapes.fields.insert(definition.name.node, fields);
                }
                TypeKind::InputObject(InputObjectType { fields }) => {
                    let fields = fields.into_iter().map(|field| (field.node.name.node, field.node.ty.node)).collect();
                    shapes.inputs.insert(definition.name.node, fields);
                }
                TypeKind::Enum(EnumType { values }) => {
                    let values = values.into_iter().map(|value| value.node.value.node.to_string()).collect();
                    shapes.enums.insert(definition.name.node, values);
                }
                _ => {}
            }
        }
        Ok(shapes)
    }

    pub fn field(&self, of: &str, name: &str) -> Option<&Shape> {
        self.fields.get(of)?.get(name)
    }

    /// The type of a field of an input object; nothing if the object has none of this name.
    pub fn input(&self, of: &str, name: &str) -> Option<&Type> {
        self.inputs.get(of)?.get(name)
    }

    /// The values of an enum; nothing if the name is not that of one.
    pub fn values(&self, name: &str) -> Option<&[String]> {
        self.enums.get(name).map(Vec::as_slice)
    }
}

fn shape(field: FieldDefinition) -> (Name, Shape) {
    let says = field.description.map(|says| says.node).unwrap_or_default();
    (field.name.node, Shape { kind: field.ty.node, says })
}

/// Whether a type, by its name, is that of the pages of a list.
pub fn is_connection(name: &str) -> bool {
    name.ends_with("Connection")
}

/// The name of a type without its lists.
pub fn named(kind: &Type) -> &str {
    match &kind.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(item) => named(item),
    }
}
